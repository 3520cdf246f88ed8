using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Commands;

/// <summary>
/// kill -9 at random moments of a run. Afterwards readers see the old figures or the new ones, whole; the next run succeeds;
/// nothing is stuck.
/// </summary>
public abstract class KillTests
{
    private const int Moments = 30;

    /// <summary>The run is a command, a process of its own.</summary>
    public sealed class OfTheApp : KillTests
    {
        [Fact]
        public Task Kill_AppAtRandomMoments_LeavesOldOrNewFiguresWhole() => KillAtRandomMomentsAsync();

        private protected override RunUnderWay Start(Aftermath after, string dataFolder, string source)
        {
            var command = Command.Start(dataFolder, null, Arguments(source));
            return new RunUnderWay(EndAsync(), command.Kill, command);

            async Task EndAsync() => (await command.WaitAsync()).Expect(0);
        }
    }

    /// <summary>The run is one of an app that goes on running.</summary>
    public sealed class OfPostgres : KillTests
    {
        [Fact]
        public Task Kill_PostgresAtRandomMoments_LeavesOldOrNewFiguresWhole() => KillAtRandomMomentsAsync();

        private protected override RunUnderWay Start(Aftermath after, string dataFolder, string source) =>
            new(after.RunAsync(source), () => KillServer(dataFolder));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a run that lands and publishes the files of a folder, and that fails once it is killed.</summary>
    private protected abstract RunUnderWay Start(Aftermath after, string dataFolder, string source);

    private async Task KillAtRandomMomentsAsync()
    {
        using var data = new TestFolder();
        using var first = new EventFiles().Days("2015-05-29", 8).Write();
        using var second = new EventFiles()
            .Days("2015-05-29", 8)
            .Event("2015-06-02 15:00:00", 5000, "view")
            .Event("2015-06-05 15:00:00", 5001, "view")
            .Write();
        string[] folders = [first.Path, second.Path];
        var figures = new string[2];
        (await Command.RunAsync(data.Path, Arguments(folders[0]))).Expect(0);
        await using var after = await Aftermath.OpenAsync(data.Path);
        // There, back and there again: in a process that goes on running the first takes longer than those that are killed.
        var whole = TimeSpan.Zero;
        foreach (var next in new[] { 1, 0, 1 })
        {
            var clock = Stopwatch.StartNew();
            using (var run = Start(after, data.Path, folders[next]))
                await run.Ended;
            whole = clock.Elapsed;
            figures[next] = await after.FiguresAsync();
        }
        Assert.NotEqual(figures[0], figures[1]);

        var random = new Random(9);
        var struck = 0;
        for (var moment = 0; moment < Moments; moment++)
        {
            var next = moment % 2;
            using (var run = Start(after, data.Path, folders[next]))
            {
                await ReachAsync(run.Ended, whole * random.NextDouble());
                struck += run.Ended.IsCompleted ? 0 : 1;
                run.Kill();
                // Whatever it says: it was killed.
                await Task.WhenAny(run.Ended);
            }

            await after.RestartAsync();
            var shown = await after.FiguresAsync();
            Assert.True(
                shown == figures[0] || shown == figures[1],
                $"Moment {moment}: neither the old nor the new figures:\n{shown}"
            );
            await after.RunAsync(folders[next]);
            Assert.Equal(figures[next], await after.FiguresAsync());
        }
        Assert.True(struck > Moments / 4, $"Only {struck} of {Moments} moments fell into a run.");
        await after.AssertNothingIsLeftAsync();
    }

    private static string[] Arguments(string source) =>
        ["pipeline", "run", "retailrocket", "--from", "2015-05-29", "--to", "2015-06-05", "--source", source, "--json"];

    /// <summary>Until the moment has come, or the run was quicker.</summary>
    private static Task ReachAsync(Task ended, TimeSpan moment) => Task.WhenAny(ended, Task.Delay(moment, Token));

    /// <summary>kill -9 to the postmaster; what it started dies with it.</summary>
    private static void KillServer(string dataFolder)
    {
        foreach (var file in Directory.EnumerateFiles(dataFolder, "postmaster.pid", SearchOption.AllDirectories))
        {
            try
            {
                using var server = Process.GetProcessById(int.Parse(File.ReadLines(file).First()));
                server.Kill();
                // Whoever asks between the signal and the death would be told that the server runs.
                server.WaitForExit(TimeSpan.FromSeconds(10));
            }
            catch (Exception error) when (error is ArgumentException or IOException or InvalidOperationException)
            {
                // It has just gone, or is only starting.
            }
        }
    }

    /// <param name="Ended">Faulted when the run was killed or failed.</param>
    /// <param name="Kill">kill -9; does nothing when what it kills has ended.</param>
    /// <param name="Process">What to clean up.</param>
    private protected sealed record RunUnderWay(Task Ended, Action Kill, IDisposable? Process = null) : IDisposable
    {
        public void Dispose() => Process?.Dispose();
    }

    /// <summary>What the next process of the same data folder finds and does.</summary>
    private protected sealed class Aftermath : IAsyncDisposable
    {
        private readonly Warehouse warehouse;
        private readonly ServiceProvider services;
        private readonly PipelineDefinition definition;

        private Aftermath(Warehouse warehouse)
        {
            this.warehouse = warehouse;
            var catalog = PipelineCatalog.Open(EngineHost.ShippedSql);
            definition = catalog.Get("retailrocket");
            services = new ServiceCollection()
                .AddLogging()
                .AddPipelineEngine(warehouse, catalog)
                .BuildServiceProvider();
        }

        public static async Task<Aftermath> OpenAsync(string dataFolder) =>
            new(
                await Warehouse.OpenAsync(
                    new WarehouseOptions { DataFolder = dataFolder, PrivateProfile = ServerProfile.Small },
                    LoggerFactory.Create(_ => { }),
                    Token
                )
            );

        public Task RestartAsync() => warehouse.EnsureRunningAsync(Token);

        public async Task RunAsync(string source)
        {
            await services
                .GetRequiredService<SourceLander>()
                .LandAsync(definition, source, new LandingOptions(), null, Token);
            var request = new RunRequest
            {
                Definition = definition,
                Range = new DateRange(EngineHost.Day("2015-05-29"), EngineHost.Day("2015-06-05")),
            };
            var result = await services.GetRequiredService<RunService>().RunAsync(request, null, Token);
            Assert.Equal(RunStatus.Published, result.Status);
        }

        public async Task<string> FiguresAsync()
        {
            using var output = new MemoryStream();
            foreach (var model in definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
                await services
                    .GetRequiredService<PublishedReader>()
                    .WriteCsvAsync(definition, model.Table, null, output, null, null, Token);
            return System.Text.Encoding.UTF8.GetString(output.ToArray());
        }

        public async Task AssertNothingIsLeftAsync()
        {
            await using var command = warehouse.Owner.CreateCommand(
                """
                select
                    (select count(*) from ops.runs where status = 'Running')
                    + (
                        select count(*) from retailrocket.mart_rr_funnel_daily as figures
                        join ops.runs on runs.id = figures.run_id
                        where runs.status in ('Interrupted', 'Failed')
                    )
                """
            );
            Assert.Equal(0L, await command.ExecuteScalarAsync(Token));
            var dates = await services.GetRequiredService<PipelineStatusReader>().ReadAsync(definition, null, Token);
            Assert.All(dates, date => Assert.Null(date.Stale));
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await warehouse.DisposeAsync();
        }
    }
}
