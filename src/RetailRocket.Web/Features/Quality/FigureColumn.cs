using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Quality;

/// <summary>A column of numbers in a figure table.</summary>
public sealed record FigureColumn(string Name, FigureKind Kind, string? About);
