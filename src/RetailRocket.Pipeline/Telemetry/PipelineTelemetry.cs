using System.Diagnostics;
using System.Diagnostics.Metrics;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Telemetry;

/// <summary>
/// What the engine tells to whoever listens: a span for each run, step, landing and landed file, and measures of the same.
/// Costs nothing when nobody does. Names and counts only, never a value of a row or a person's name.
/// </summary>
public static class PipelineTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string SourceName = "RetailRocket.Pipeline";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(SourceName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "retailrocket.work.duration",
        "s",
        "Time of a run, a step, a landing or a landed file"
    );

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>(
        "retailrocket.work.rows",
        "{row}",
        "Rows that a step wrote or a check found, and rows that were landed"
    );

    private static readonly Counter<long> Rejected = Meter.CreateCounter<long>(
        "retailrocket.landing.rejected",
        "{line}",
        "Source lines that went to quarantine"
    );

    /// <summary>A run over its dates.</summary>
    internal static WorkSpan Run(PipelineDefinition definition, DateRange range) =>
        Begin("run", definition.Name, definition.Name, range);

    /// <summary>A step of a run: <paramref name="kind"/> is model, check, publish or export.</summary>
    internal static WorkSpan Step(PipelineDefinition definition, string kind, string name, DateRange? range) =>
        Begin(kind, definition.Name, name, range);

    /// <summary>All files of one landing.</summary>
    internal static WorkSpan Landing(PipelineDefinition definition) =>
        Begin("landing", definition.Name, definition.Name, null);

    /// <summary>One file; its source names it, because a file's own name may say more than it should.</summary>
    internal static WorkSpan File(PipelineDefinition definition, string source) =>
        Begin("file", definition.Name, source, null);

    internal static void Record(WorkSpan span, string outcome, long rows, long rejected)
    {
        var tags = new TagList
        {
            { "pipeline", span.Pipeline },
            { "kind", span.Kind },
            { "name", span.Name },
            { "outcome", outcome },
        };
        Duration.Record(span.Elapsed.TotalSeconds, tags);
        if (rows > 0)
            Rows.Add(rows, tags);
        if (rejected > 0)
            Rejected.Add(rejected, tags);
    }

    private static WorkSpan Begin(string kind, string pipeline, string name, DateRange? range)
    {
        var activity = Source.StartActivity($"{kind} {name}");
        activity?.SetTag("retailrocket.pipeline", pipeline);
        activity?.SetTag("retailrocket.kind", kind);
        activity?.SetTag("retailrocket.name", name);
        if (range is { } dates)
        {
            activity?.SetTag("retailrocket.from", dates.From.ToString("O", null));
            activity?.SetTag("retailrocket.to", dates.To.ToString("O", null));
        }
        return new WorkSpan(activity, kind, pipeline, name);
    }
}
