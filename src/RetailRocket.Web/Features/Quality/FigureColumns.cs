namespace RetailRocket.Web.Features.Quality;

/// <summary>The columns of a figure table.</summary>
/// <param name="Key">Of the primary key beside run and date; empty for a table of one row a date.</param>
public sealed record FigureColumns(IReadOnlyList<string> Key, IReadOnlyList<FigureColumn> Figures);
