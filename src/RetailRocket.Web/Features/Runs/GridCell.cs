using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Runs;

/// <summary>A step of a run in the grid of runs and steps.</summary>
/// <param name="Kind"><c>model</c>, <c>check</c>, <c>publish</c> or <c>export</c>.</param>
/// <param name="Seconds">Of all its ranges together.</param>
/// <param name="Rows">Rows written, or violating rows found.</param>
/// <param name="HasError">It stopped the run.</param>
/// <param name="Verdict">Of a check: the worst of the run's dates; null for other steps.</param>
public sealed record GridCell(
    long RunId,
    string Kind,
    string Name,
    double Seconds,
    long Rows,
    bool HasError,
    Verdict? Verdict
);
