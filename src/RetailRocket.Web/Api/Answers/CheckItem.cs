namespace RetailRocket.Web.Api.Answers;

/// <param name="IsPassRate">Whether observed and threshold are percentages.</param>
public sealed record CheckItem(
    string Check,
    string Gate,
    string Severity,
    string Verdict,
    decimal? Observed,
    decimal Threshold,
    bool IsPassRate,
    long Rows
);
