using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Features.Explain;

/// <summary>A range under other definitions, or what stands in the way.</summary>
/// <param name="Dates">Dates that are counted.</param>
/// <param name="Lines">What is published first, then each other definition.</param>
/// <param name="Certificate">Of the last date that is counted.</param>
public sealed record WhatIfReport(
    IReadOnlyList<RatioDefinition> Metrics,
    int Dates,
    IReadOnlyList<WhatIfLine> Lines,
    ExplainFailure? Failure,
    string? Problem,
    Certificate? Certificate
);
