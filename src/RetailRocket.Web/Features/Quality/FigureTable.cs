namespace RetailRocket.Web.Features.Quality;

/// <summary>A figure table with one row a date.</summary>
public sealed record FigureTable(string Table, IReadOnlyList<FigureDifference> Figures);
