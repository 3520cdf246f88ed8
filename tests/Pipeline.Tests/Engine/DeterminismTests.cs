using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>
/// Same files, same definitions, same bytes: the export files of every date of the real sample, made in different ways,
/// against those of one back-fill. Summary and manifest are compared without run ids and times.
/// </summary>
public abstract partial class DeterminismTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Days =>
        Enumerable
            .Range(0, 139)
            .Select(day =>
                EngineHost.Day(RealSample.First).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );

    public sealed class InOrder : DeterminismTests
    {
        [Fact]
        public Task SingleDays_InOrder_GiveTheSameFiles() => CompareAsync(host => RunEachAsync(host, Days));
    }

    public sealed class Shuffled : DeterminismTests
    {
        [Fact]
        public Task SingleDays_Shuffled_GiveTheSameFiles()
        {
            var days = Days.ToArray();
            new Random(20150616).Shuffle(days);
            return CompareAsync(host => RunEachAsync(host, days));
        }
    }

    public sealed class OneGo : DeterminismTests
    {
        [Theory]
        [InlineData(1)]
        [InlineData(4)]
        public Task Backfill_OtherNumberOfWorkers_GivesTheSameFiles(int workers) =>
            CompareAsync(host => host.RunAsync(RealSample.First, RealSample.Last, workers));

        [Fact]
        public Task Backfill_ServerInNewYork_GivesTheSameFiles() =>
            CompareAsync(
                host => host.RunAsync(RealSample.First, RealSample.Last),
                prepare: async host =>
                {
                    await host.ExecuteAsync(
                        "do $$ begin execute format('alter database %I set timezone = ''America/New_York''', current_database()); end $$"
                    );
                    await using var connection = await host.Warehouse.Runner.OpenConnectionAsync(Token);
                    connection.UnprepareAll();
                    Npgsql.NpgsqlConnection.ClearPool(connection);
                }
            );

        [Fact]
        public async Task Backfill_EventsInTwoFiles_GivesTheSameFiles()
        {
            using var halves = new TestFolder();
            foreach (var file in Directory.EnumerateFiles(RealSample.Folder, "*.csv"))
                File.Copy(file, halves.At(Path.GetFileName(file)));
            var lines = await File.ReadAllLinesAsync(halves.At("events.csv"), Token);
            File.Delete(halves.At("events.csv"));
            var middle = lines.Length / 2;
            await File.WriteAllLinesAsync(halves.At("events_1.csv"), lines[..middle], Token);
            await File.WriteAllLinesAsync(halves.At("events_2.csv"), [lines[0], .. lines[middle..]], Token);

            await CompareAsync(host => host.RunAsync(RealSample.First, RealSample.Last), source: halves.Path);
        }
    }

    private static async Task CompareAsync(
        Func<EngineHost, Task> run,
        string? source = null,
        Func<EngineHost, Task>? prepare = null
    )
    {
        var expected = await OneBackfill.FilesAsync();
        await using var host = await EngineHost.CreateAsync();
        if (prepare is not null)
            await prepare(host);
        await host.LandAsync(source ?? RealSample.Folder);
        await run(host);

        var actual = await ReadAsync(host.ExportFolder);
        Assert.Equal(139 * 5, actual.Count);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, file => Assert.Equal(file.Value, actual[file.Key]));
    }

    private static async Task RunEachAsync(EngineHost host, IEnumerable<string> days)
    {
        foreach (var day in days)
            await host.RunAsync(day);
    }

    /// <summary>Files by path; CSV files whole, the others without what names the run and the moment.</summary>
    private static async Task<Dictionary<string, string>> ReadAsync(string folder)
    {
        var files = new Dictionary<string, string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(path, Token);
            files[Path.GetRelativePath(folder, path)] = Path.GetExtension(path) switch
            {
                ".txt" => RunId().Replace(text, "run_id="),
                ".json" => WithoutRun(text),
                _ => text,
            };
        }
        return files;
    }

    private static string WithoutRun(string manifest)
    {
        var json = JsonNode.Parse(manifest)!.AsObject();
        json.Remove("run");
        json.Remove("publishedAt");
        // The summary names its run, so its size and hash do too; its text is compared on its own.
        foreach (
            var file in json["files"]!
                .AsArray()
                .Where(file => $"{file!["name"]}".EndsWith(".txt", StringComparison.Ordinal))
        )
        {
            file!.AsObject().Remove("sha256");
            file.AsObject().Remove("bytes");
        }
        return json.ToJsonString();
    }

    [GeneratedRegex("run_id=[0-9]+")]
    private static partial Regex RunId();

    /// <summary>The files of one back-fill.</summary>
    private static class OneBackfill
    {
        private static readonly Lazy<Task<Dictionary<string, string>>> Files = new(MakeAsync);

        /// <summary>Shared by all classes here: made once a test run.</summary>
        public static async Task<IReadOnlyDictionary<string, string>> FilesAsync()
        {
            _ = RealSample.Folder; // Skips here, on the test's own thread.
            return await Files.Value;
        }

        private static async Task<Dictionary<string, string>> MakeAsync()
        {
            await using var host = await EngineHost.CreateAsync();
            await host.LandAsync(RealSample.Folder);
            await host.RunAsync(RealSample.First, RealSample.Last);
            return await ReadAsync(host.ExportFolder);
        }
    }
}
