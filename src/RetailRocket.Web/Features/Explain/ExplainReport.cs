using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Explain;

/// <summary>The answer to why a ratio moved, or what stands in its way.</summary>
/// <param name="Explanation">Null when there is a <paramref name="Failure"/>.</param>
/// <param name="Problem">Words of the failure for who can mend it.</param>
/// <param name="BeforeCertificate">Of the last date of the range before; null when it is not published.</param>
public sealed record ExplainReport(
    DateRange Before,
    DateRange After,
    Explanation? Explanation,
    ExplainFailure? Failure,
    string? Problem,
    Certificate? BeforeCertificate,
    Certificate? AfterCertificate
);
