using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Runs;

/// <summary>Background work over a real database.</summary>
[Collection(OneApp.Name)]
public sealed class RunCenterTests(AppHost host)
{
    private static readonly DateRange June1 = new(new DateOnly(2015, 6, 1), new DateOnly(2015, 6, 1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunCenter Center => host.Get<RunCenter>();

    private static WorkRequest Ask(params DateRange[] ranges) =>
        new()
        {
            Pipeline = "retailrocket",
            Ranges = ranges,
            Trigger = "page",
            RequestedBy = "tester",
        };

    [Fact]
    public async Task Start_OneDate_PublishesItAndTellsItsSteps()
    {
        var work = Center.Start(Ask(June1));

        var end = await Center.WaitAsync(work, Token);

        Assert.Equal(WorkState.Done, end.State);
        Assert.Contains(end.Steps, step => step is { Kind: "publish", State: RunStepState.Finished, Rows: 1 });
        var done = Assert.Single(end.Notes, note => note.Event == WorkEvent.RunDone);
        Assert.Equal([end.RunId!.Value, 1, 0, 0], done.Values.Select(value => Convert.ToInt64(value, null)));
        var run = await RunAsync(end.RunId!.Value);
        Assert.Equal(("page", "tester", RunStatus.Published), (run.Trigger, run.RequestedBy, run.Status));
    }

    [Fact]
    public async Task Start_DateWithoutRows_SaysSoAndMakesNoRun()
    {
        var empty = new DateRange(new DateOnly(2014, 1, 1), new DateOnly(2014, 1, 2));

        var end = await Center.WaitAsync(Center.Start(Ask(empty)), Token);

        Assert.Equal(WorkState.Done, end.State);
        Assert.Null(end.RunId);
        Assert.Contains(end.Notes, note => note.Event == WorkEvent.RunWithoutData);
    }

    [Fact]
    public async Task Start_MissingFolder_FailsWithASentence()
    {
        var end = await Center.WaitAsync(Center.Start(Ask(June1) with { SourceFolder = "/no/such/folder" }), Token);

        Assert.Equal(WorkState.Failed, end.State);
        var note = Assert.Single(end.Notes, note => note.Event == WorkEvent.Failed);
        Assert.Contains("/no/such/folder does not exist", (string)note.Values[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_AtOnce_PublishesNothingAndLeavesNoRunRunning()
    {
        var work = Center.Start(Ask(June1) with { Force = true });
        Assert.True(Center.Cancel(work));

        var end = await Center.WaitAsync(work, Token);

        Assert.Equal(WorkState.Cancelled, end.State);
        if (end.RunId is { } run)
            Assert.Equal(RunStatus.Cancelled, (await RunAsync(run)).Status);
        Assert.False(Center.Cancel(work));
    }

    [Fact]
    public void Find_UnknownWork_IsNothing() => Assert.Null(Center.Find(int.MaxValue));

    private async Task<Run> RunAsync(long id)
    {
        await using var context = await host.Get<IDbContextFactory<OperationsContext>>().CreateDbContextAsync(Token);
        return await context.Runs.AsNoTracking().SingleAsync(run => run.Id == id, Token);
    }
}
