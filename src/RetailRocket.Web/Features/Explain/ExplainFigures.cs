using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Explain;

/// <summary>The figures whose change is explained, read without a recomputation; or what stands in the way.</summary>
/// <param name="BeforeFigures">Null when there is a <paramref name="Failure"/>.</param>
/// <param name="AfterFigures">Null when there is a <paramref name="Failure"/>.</param>
/// <param name="Problem">Words of the failure for who can mend it.</param>
/// <param name="BeforeCertificate">Of the last date of the range before; null when it is not published.</param>
public sealed record ExplainFigures(
    DateRange Before,
    DateRange After,
    ExplainedSide? BeforeFigures,
    ExplainedSide? AfterFigures,
    ExplainFailure? Failure,
    string? Problem,
    Certificate? BeforeCertificate,
    Certificate? AfterCertificate
);
