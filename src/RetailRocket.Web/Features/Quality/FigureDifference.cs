using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Quality;

/// <summary>One figure of a date: what a run would publish beside what is published.</summary>
/// <param name="Column">Of the figure table.</param>
/// <param name="About">Its meaning, from the database; null when it does not say.</param>
/// <param name="Would">By the run in question.</param>
/// <param name="Now">As published; null when the date is not published.</param>
/// <param name="WeekBefore">As published for the same weekday a week before; null when that is not published.</param>
public sealed record FigureDifference(
    string Column,
    string? About,
    FigureKind Kind,
    decimal? Would,
    decimal? Now,
    decimal? WeekBefore
);
