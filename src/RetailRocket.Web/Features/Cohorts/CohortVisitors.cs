namespace RetailRocket.Web.Features.Cohorts;

/// <summary>The visitors behind one cell, read from facts.</summary>
/// <param name="Published">The cell's published figure; null when the cell is not published.</param>
/// <param name="Total">
/// Visitors that the facts hold now. Facts may be newer than what is published; then the two differ, and the page says so.
/// </param>
/// <param name="Rows">Most orders first; the first <see cref="CohortQueries.MostVisitors"/> of them.</param>
public sealed record CohortVisitors(
    DateOnly Cohort,
    int Week,
    long? Published,
    long Total,
    IReadOnlyList<CohortVisitor> Rows
);
