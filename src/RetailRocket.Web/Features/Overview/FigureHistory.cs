namespace RetailRocket.Web.Features.Overview;

/// <summary>A headline figure on the date and around it.</summary>
/// <param name="Value">On the date; null when the date has none.</param>
/// <param name="WeekBefore">On the same weekday a week before.</param>
/// <param name="Least">Of the eight weeks up to the date.</param>
/// <param name="Greatest">Of the eight weeks up to the date.</param>
/// <param name="Days">The eight weeks up to the date, a value a day; null for days that are not published.</param>
public sealed record FigureHistory(
    string Column,
    decimal? Value,
    decimal? WeekBefore,
    decimal? Least,
    decimal? Greatest,
    IReadOnlyList<decimal?> Days
);
