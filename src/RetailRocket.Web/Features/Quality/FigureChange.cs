using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Quality;

/// <summary>The date of a run on which a figure would change most, as a share of itself.</summary>
/// <param name="Would">By the run in question.</param>
/// <param name="Now">As published; null when the date is not.</param>
public sealed record FigureChange(
    string Table,
    string Column,
    FigureKind Kind,
    DateOnly Date,
    decimal? Would,
    decimal? Now
);
