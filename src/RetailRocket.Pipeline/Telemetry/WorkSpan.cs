using System.Diagnostics;

namespace RetailRocket.Pipeline.Telemetry;

/// <summary>A piece of work from its start to its disposal. One that does not say how it ended has failed.</summary>
internal sealed class WorkSpan(Activity? activity, string kind, string pipeline, string name) : IDisposable
{
    private readonly long started = Stopwatch.GetTimestamp();
    private string outcome = "failed";
    private long rows;
    private long rejected;

    public string Kind => kind;
    public string Pipeline => pipeline;
    public string Name => name;
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>Names the run that the work belongs to, once it has a number.</summary>
    public void Belongs(long runId) => activity?.SetTag("retailrocket.run", runId);

    /// <summary>The work came to its end.</summary>
    /// <param name="how">A few words from a fixed set, such as <c>ok</c> or <c>published</c>.</param>
    public void End(string how, long rowCount = 0, long rejectedLines = 0)
    {
        outcome = how;
        rows = rowCount;
        rejected = rejectedLines;
    }

    public void Dispose()
    {
        PipelineTelemetry.Record(this, outcome, rows, rejected);
        if (activity is null)
            return;
        activity.SetTag("retailrocket.outcome", outcome);
        activity.SetTag("retailrocket.rows", rows);
        if (rejected > 0)
            activity.SetTag("retailrocket.rejected", rejected);
        // The words of an error may quote a row, so that the span only says that there was one.
        if (outcome == "failed")
            activity.SetStatus(ActivityStatusCode.Error);
        activity.Dispose();
    }
}
