namespace RetailRocket.Web.Features.Quality;

/// <summary>A row of the grid: one check over the dates.</summary>
/// <param name="Gate">Before staging, before the figures, after the figures: the name of the check's phase.</param>
/// <param name="Severity"><c>Block</c> or <c>Warn</c>.</param>
/// <param name="About">What it means and what to do; null for a check that pipeline.yml no longer has.</param>
public sealed record CheckLine(
    string Name,
    string Gate,
    string Severity,
    string? About,
    IReadOnlyList<CheckCell> Cells
);
