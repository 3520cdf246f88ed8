using Npgsql;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Cli;

namespace RetailRocket.Web.Features.Runs;

/// <summary>
/// The background work of the app: it goes on when the page that started it is closed, and every page sees the same
/// progress. Runs of other processes are not here; the ledgers tell of them.
/// </summary>
public sealed class RunCenter : IAsyncDisposable
{
    /// <summary>Ended works that pages can still read.</summary>
    private const int KeptWorks = 20;

    private readonly Lock gate = new();
    private readonly List<LiveWork> works = [];
    private readonly CancellationTokenSource appStops = new();
    private readonly PipelineCatalog catalog;
    private readonly WorkSteps steps;
    private readonly TimeProvider clock;
    private readonly ILogger<RunCenter> log;
    private int lastId;

    internal RunCenter(PipelineCatalog catalog, WorkSteps steps, TimeProvider clock, ILogger<RunCenter> log)
    {
        this.catalog = catalog;
        this.steps = steps;
        this.clock = clock;
        this.log = log;
    }

    /// <summary>Begins the work and returns at once.</summary>
    /// <returns>Its number, for <see cref="Find"/>, <see cref="Cancel"/> and <see cref="WaitAsync"/>.</returns>
    /// <exception cref="UnknownPipelineException">There is no such pipeline.</exception>
    /// <exception cref="DefinitionException">Its folder has errors.</exception>
    public int Start(WorkRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var definition = catalog.Get(request.Pipeline);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(appStops.IsCancellationRequested, this);
            var work = new LiveWork(++lastId, request, clock, appStops.Token);
            works.Add(work);
            var over = works.Where(known => known.View.IsOver).ToList();
            foreach (var old in over.Take(over.Count - KeptWorks))
                works.Remove(old);
            work.Completion = Task.Run(() => CarryOutAsync(work, definition));
            return work.View.Id;
        }
    }

    /// <summary>Works of a pipeline, newest first: those under way and the last that ended.</summary>
    public IReadOnlyList<WorkView> Of(string pipeline)
    {
        lock (gate)
            return
            [
                .. works
                    .Select(work => work.View)
                    .Where(view => view.Request.Pipeline == pipeline)
                    .OrderByDescending(view => view.Id),
            ];
    }

    /// <summary>A work; null when it is unknown or forgotten.</summary>
    public WorkView? Find(int id) => Work(id)?.View;

    /// <summary>The work that carries out a run; null when no work of this process does.</summary>
    public WorkView? OfRun(long runId)
    {
        lock (gate)
            return works.Select(work => work.View).FirstOrDefault(view => view.RunId == runId && !view.IsOver);
    }

    /// <summary>Asks a work to stop; it does so at its next step, and nothing of its run is published.</summary>
    /// <returns>Whether there was something to stop.</returns>
    public bool Cancel(int id)
    {
        if (Work(id) is not { View.IsOver: false } work)
            return false;
        work.Cancel();
        return true;
    }

    /// <summary>Waits for the end of a work, however it ends.</summary>
    public async Task<WorkView> WaitAsync(int id, CancellationToken cancellationToken)
    {
        var work = Work(id) ?? throw new ArgumentOutOfRangeException(nameof(id), id, "There is no such work.");
        await work.Completion.WaitAsync(cancellationToken);
        return work.View;
    }

    /// <summary>Stops everything in an orderly way: runs are closed as stopped, none is left behind as running.</summary>
    public async ValueTask DisposeAsync()
    {
        if (appStops.IsCancellationRequested)
            return;
        await appStops.CancelAsync();
        LiveWork[] left;
        lock (gate)
            left = [.. works];
        await Task.WhenAll(left.Select(work => work.Completion));
        foreach (var work in left)
            work.Dispose();
        appStops.Dispose();
    }

    private LiveWork? Work(int id)
    {
        lock (gate)
            return works.Find(work => work.View.Id == id);
    }

    private async Task CarryOutAsync(LiveWork work, PipelineDefinition definition)
    {
        var pipeline = definition.Name;
        try
        {
            await steps.CarryOutAsync(work, definition);
            work.Enter(WorkState.Done);
        }
        catch (OperationCanceledException) when (work.Stopped.IsCancellationRequested)
        {
            work.Note(WorkEvent.Cancelled);
            work.Enter(WorkState.Cancelled);
            log.LogWarning("{Pipeline}: work {Work} was stopped", pipeline, work.View.Id);
        }
        catch (Exception error)
        {
            // The whole error is for the log; a page shows sentences that were written for people.
            log.LogError(error, "{Pipeline}: work {Work} failed", pipeline, work.View.Id);
            work.Note(WorkEvent.Failed, Sentence(error));
            work.Enter(WorkState.Failed);
        }
    }

    private static string Sentence(Exception error) =>
        error switch
        {
            RunFailedException or SourceException or DefinitionException => error.Message,
            NpgsqlException database => DatabaseErrors.Explain(database),
            _ => $"{error.GetType().Name}: {error.Message}",
        };
}
