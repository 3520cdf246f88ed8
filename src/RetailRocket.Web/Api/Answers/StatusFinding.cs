using System.Text.Json;

namespace RetailRocket.Web.Api.Answers;

/// <param name="Observed">Violating rows, or the pass rate in percent.</param>
/// <param name="Threshold">The most violating rows, or the least pass rate in percent.</param>
/// <param name="Rows">Violating rows.</param>
/// <param name="Samples">Some of them.</param>
public sealed record StatusFinding(
    string Check,
    string Gate,
    string Severity,
    string Verdict,
    decimal? Observed,
    decimal Threshold,
    long Rows,
    JsonElement Samples
);
