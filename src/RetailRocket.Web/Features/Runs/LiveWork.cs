using System.Collections.Immutable;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Web.Features.Runs;

/// <summary>Collects what a piece of work reports, from any thread, into views that pages read when they like.</summary>
internal sealed class LiveWork : IProgress<RunProgress>, IProgress<LandingProgress>, IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop;
    private WorkView view;

    public LiveWork(int id, WorkRequest request, TimeProvider clock, CancellationToken appStops)
    {
        this.clock = clock;
        stop = CancellationTokenSource.CreateLinkedTokenSource(appStops);
        view = new WorkView
        {
            Id = id,
            Request = request,
            State = WorkState.Waiting,
            StartedAt = clock.GetUtcNow(),
        };
    }

    public CancellationToken Stopped => stop.Token;

    /// <summary>Ends with the work, never with its error: that is in the view.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;

    public WorkView View
    {
        get
        {
            lock (gate)
                return view with
                {
                    Steps =
                    [
                        .. view.Steps.Select(step =>
                            step.State == RunStepState.Started
                                ? step with
                                {
                                    Elapsed = clock.GetUtcNow() - step.StartedAt,
                                }
                                : step
                        ),
                    ],
                };
        }
    }

    public void Cancel() => stop.Cancel();

    public void Enter(WorkState state)
    {
        lock (gate)
            view = view with { State = state, EndedAt = state >= WorkState.Done ? clock.GetUtcNow() : null };
    }

    public void Note(WorkEvent happened, params IReadOnlyList<object> values)
    {
        lock (gate)
            view = view with { Notes = [.. view.Notes, new WorkNote(clock.GetUtcNow(), happened, values)] };
    }

    public void Landed(LandingReport report)
    {
        lock (gate)
            view = view with { Landed = report };
    }

    public void Decided(RunDecision decision)
    {
        lock (gate)
            view = view with { Decision = decision };
    }

    public void Report(LandingProgress value)
    {
        lock (gate)
            view = view with { Landing = value };
    }

    public void Report(RunProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (gate)
        {
            if (value.State == RunStepState.Waiting)
            {
                view = view with { WaitsForOthers = true, RunId = null, Steps = [], Done = 0, Total = 0 };
                return;
            }
            view = view with
            {
                WaitsForOthers = false,
                RunId = value.RunId,
                Done = value.Done,
                Total = value.Total,
                Steps = With(view.Steps.ToImmutableList(), value),
            };
        }
    }

    public void Dispose() => stop.Dispose();

    private ImmutableList<LiveStep> With(ImmutableList<LiveStep> steps, RunProgress value)
    {
        var at = steps.FindIndex(step =>
            step.Kind == value.Kind && step.Name == value.Name && step.Range == value.Range
        );
        var started = at < 0 ? clock.GetUtcNow() - value.Elapsed : steps[at].StartedAt;
        var step = new LiveStep(
            value.RunId,
            value.Kind,
            value.Name,
            value.Range,
            value.State,
            started,
            value.Elapsed,
            value.Rows
        );
        return at < 0 ? steps.Add(step) : steps.SetItem(at, step);
    }
}
