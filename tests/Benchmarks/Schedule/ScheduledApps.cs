using System.Text.Json;
using Npgsql;

namespace RetailRocket.Benchmarks.Schedule;

/// <summary>
/// Two instances of the app on one database with a schedule of a few seconds, of which one is killed (kill -9) at random and
/// started again: every other time one that is in the middle of a firing.
/// </summary>
/// <param name="Program">The app.</param>
/// <param name="DataFolder">Of the private server that both share.</param>
/// <param name="Environment">Settings of both.</param>
internal sealed record ScheduledApps(string Program, string DataFolder, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(15);

    /// <summary>Lets them fire until, with both there, so many firings have ended one after the other.</summary>
    /// <param name="pause">Longest time between two kills; the least is half of it.</param>
    /// <param name="tell">Called with what goes on.</param>
    /// <returns>All firings up to then in order, so many or more, and how often an instance was killed.</returns>
    public async Task<(IReadOnlyList<ScheduledFiring> Firings, int Kills)> RunAsync(
        int firings,
        TimeSpan pause,
        Random random,
        Action<string> tell,
        CancellationToken cancellationToken
    )
    {
        await using var first = new ScheduledApp(this);
        await using var second = new ScheduledApp(this);
        ScheduledApp[] apps = [first, second];
        foreach (var app in apps)
            await app.StartAsync(cancellationToken);
        await using var journal = NpgsqlDataSource.Create(ConnectionString());
        var kills = 0;
        // On a busy machine the first has fired for a while before the second is there.
        var last = await CountAsync(journal, cancellationToken) + firings;
        while (await CountAsync(journal, cancellationToken) < last)
        {
            await Task.Delay(pause * (0.5 + 0.5 * random.NextDouble()), cancellationToken);
            var victim =
                kills % 2 == 0
                    ? await BusyAsync(journal, apps, cancellationToken) ?? apps[random.Next(2)]
                    : apps[random.Next(2)];
            await victim.KillAsync(cancellationToken);
            kills++;
            await Task.Delay(TimeSpan.FromSeconds(random.NextDouble()), cancellationToken);
            await victim.StartAsync(cancellationToken);
            tell($"{await CountAsync(journal, cancellationToken)} firings, {kills} kills");
        }
        return (await ReadAsync(journal, last, cancellationToken), kills);
    }

    /// <summary>The instance that is in the middle of a firing; null when none was found to be.</summary>
    private static async Task<ScheduledApp?> BusyAsync(
        NpgsqlDataSource journal,
        ScheduledApp[] apps,
        CancellationToken cancellationToken
    )
    {
        for (var glances = 0; glances < 400; glances++)
        {
            await using var command = journal.CreateCommand(
                "select instance from watch.firings where state = 'Running' order by id desc limit 1"
            );
            var busy = await command.ExecuteScalarAsync(cancellationToken) as string;
            if (Array.Find(apps, app => app.Instance == busy) is { } found)
                return found;
            await Task.Delay(Glance, cancellationToken);
        }
        return null;
    }

    /// <summary>Firings that have ended before the first that has not.</summary>
    private static async Task<long> CountAsync(NpgsqlDataSource journal, CancellationToken cancellationToken)
    {
        await using var command = journal.CreateCommand(
            """
            select count(*)
            from watch.firings
            where scheduled_for < coalesce(
                (select min(scheduled_for) from watch.firings where state = 'Running'), 'infinity'
            )
            """
        );
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<IReadOnlyList<ScheduledFiring>> ReadAsync(
        NpgsqlDataSource journal,
        long firings,
        CancellationToken cancellationToken
    )
    {
        await using var command = journal.CreateCommand(
            "select scheduled_for, state, attempts, instance from watch.firings order by scheduled_for limit @firings"
        );
        command.Parameters.AddWithValue("firings", firings);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<ScheduledFiring>();
        while (await rows.ReadAsync(cancellationToken))
            list.Add(
                new ScheduledFiring(
                    rows.GetFieldValue<DateTimeOffset>(0),
                    rows.GetString(1),
                    rows.GetInt32(2),
                    rows.GetString(3)
                )
            );
        return list;
    }

    private string ConnectionString()
    {
        using var credentials = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(DataFolder, "server.credentials.json"))
        );
        return new NpgsqlConnectionStringBuilder
        {
            Host = Path.Combine(DataFolder, "server", "run"),
            Username = "warehouse_owner",
            Password = credentials.RootElement.GetProperty("owner").GetString(),
            Database = "warehouse",
            Pooling = false,
        }.ConnectionString;
    }
}
