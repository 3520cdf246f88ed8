using RetailRocket.Benchmarks.Schedule;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Scheduling;

/// <summary>Two instances of the app on one database, of which one is killed: each firing once, none lost.</summary>
public sealed class TwoInstancesTests
{
    private const int Firings = 15;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fire_EverySecondWhileOneOfTwoIsKilled_EachOnceNoneLost()
    {
        using var folder = new TestFolder();
        using var files = new EventFiles().Days("2015-06-01", 3).Write();
        var apps = new ScheduledApps(
            Path.Combine(AppContext.BaseDirectory, "RetailRocket.Web.dll"),
            folder.At("data"),
            new Dictionary<string, string>
            {
                ["SqlFolder"] = ScheduledPipeline.Copy(
                    Path.Combine(EngineHost.ShippedSql, "retailrocket"),
                    folder.At("sql"),
                    seconds: 1
                ),
                ["Sources__retailrocket"] = files.Path,
                ["Schedule__CheckinSeconds"] = "2",
                ["Warehouse__Profile"] = nameof(ServerProfile.Disposable),
            }
        );

        var (firings, kills) = await apps.RunAsync(Firings, TimeSpan.FromSeconds(3), new Random(7), _ => { }, Token);

        Assert.InRange(firings.Count, Firings, int.MaxValue);
        Assert.True(kills >= 1);
        var first = firings[0].Due;
        Assert.Equal(
            Enumerable.Range(0, firings.Count).Select(second => first.AddSeconds(second)),
            firings.Select(firing => firing.Due)
        );
        Assert.Equal("Done", firings[0].State);
        Assert.All(firings.Skip(1), firing => Assert.Equal("NothingToDo", firing.State));
        // Only a firing whose instance died was begun again.
        Assert.InRange(firings.Sum(firing => firing.Attempts - 1), 0, kills);
    }
}
