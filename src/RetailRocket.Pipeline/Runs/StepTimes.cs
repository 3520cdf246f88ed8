using Npgsql;

namespace RetailRocket.Pipeline.Runs;

/// <summary>
/// What the steps of a pipeline's last run took, in seconds. They decide what goes first when two steps may start, and
/// nothing else: figures and verdicts do not depend on the order.
/// </summary>
internal sealed class StepTimes(IReadOnlyDictionary<string, double> seconds)
{
    /// <summary>For a step of which nothing is known, as when there was no run yet: all weigh the same then.</summary>
    private const double Unknown = 0.05;

    /// <param name="step">Name of a model's table or of a check.</param>
    public double Of(string step) => seconds.GetValueOrDefault(step, Unknown);

    /// <summary>Of the newest run that came to its end.</summary>
    public static async Task<StepTimes> ReadAsync(
        NpgsqlDataSource runner,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        await using var command = runner.CreateCommand(
            """
            select name, sum(extract(epoch from finished_at - started_at))::float8
            from ops.run_steps
            where
                run_id = (
                    select max(id)
                    from ops.runs
                    where pipeline = $1 and status in ('Published', 'Blocked', 'Held', 'Rejected', 'Lapsed')
                )
                and kind in ('model', 'check')
            group by name
            """
        );
        command.Parameters.Add(new() { Value = pipeline });
        var seconds = new Dictionary<string, double>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            seconds.Add(reader.GetString(0), reader.GetDouble(1));
        return new StepTimes(seconds);
    }
}
