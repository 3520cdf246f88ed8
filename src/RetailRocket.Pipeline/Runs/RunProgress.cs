namespace RetailRocket.Pipeline.Runs;

public enum RunStepState
{
    Waiting,
    Started,
    Finished,
    Failed,
}

/// <summary>One step of a run that waits, starts or ends.</summary>
/// <param name="Kind"><c>lock</c>, <c>model</c>, <c>check</c>, <c>publish</c>, <c>export</c>.</param>
/// <param name="Rows">Rows written or violating rows found; 0 before the end.</param>
/// <param name="Done">Steps finished so far.</param>
/// <param name="Total">Steps of the run.</param>
public sealed record RunProgress(
    long RunId,
    string Kind,
    string Name,
    DateRange? Range,
    RunStepState State,
    long Rows,
    TimeSpan Elapsed,
    int Done,
    int Total
);
