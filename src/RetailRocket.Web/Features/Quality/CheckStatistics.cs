namespace RetailRocket.Web.Features.Quality;

/// <summary>How a check has gone over all dates that it judged. A failure is a date that it failed or warned on.</summary>
/// <param name="FirstFailure">The first date that broke it; null for none.</param>
/// <param name="DaysSince">From the last failure to the last date that it judged; null without a failure.</param>
/// <param name="Failures">Dates that broke it.</param>
/// <param name="Flaps">Changes of verdict from date to date within the last 28 dates that it judged.</param>
/// <param name="Judged">Dates with a verdict other than NO DATA.</param>
public sealed record CheckStatistics(
    string Check,
    DateOnly? FirstFailure,
    DateOnly? LastFailure,
    int? DaysSince,
    int Failures,
    int Flaps,
    int Judged
);
