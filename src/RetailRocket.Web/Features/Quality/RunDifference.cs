namespace RetailRocket.Web.Features.Quality;

/// <summary>What publishing a run would change for readers.</summary>
/// <param name="Tables">Rows that would come, go and change, over all dates.</param>
/// <param name="Changes">For each figure that changes the date where it does most, greatest first.</param>
public sealed record RunDifference(IReadOnlyList<TableDifference> Tables, IReadOnlyList<FigureChange> Changes);
