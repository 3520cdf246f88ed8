using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Features.Overview;

/// <summary>What the front page answers for one date.</summary>
/// <param name="Date">The date; null when the pipeline has none.</param>
/// <param name="Certificate">What stands behind its published figures; null when it is not published.</param>
/// <param name="Warnings">Checks of the published run that warned.</param>
/// <param name="Held">Dates that need a look, latest first.</param>
public sealed record OverviewModel(
    DateOnly? Date,
    Certificate? Certificate,
    IReadOnlyList<HeldCheck> Warnings,
    IReadOnlyList<HeldDate> Held,
    IReadOnlyList<FigureHistory> Figures,
    IReadOnlyList<RunLine> Runs
);
