using System.Globalization;

namespace RetailRocket.Web.Features.Cohorts;

/// <summary>What the reader of the cohorts chose beside the view: every choice has a word in the address.</summary>
public sealed record CohortSelection
{
    public const string ShowParameter = "show";
    public const string CohortParameter = "cohort";
    public const string WeekParameter = "week";

    // A century: keeps dates that an address makes within the calendar.
    private const int MostWeeks = 5_200;
    private const string Counts = "count";

    /// <summary>Visitors are printed instead of shares.</summary>
    public bool ShowsCounts { get; init; }

    /// <summary>Monday of the cohort that is singled out; null for none.</summary>
    public DateOnly? Cohort { get; init; }

    /// <summary>The week of <see cref="Cohort"/> whose visitors are listed; null for none.</summary>
    public int? Week { get; init; }

    /// <summary>Reads the words of an address; missing and unknown ones choose nothing.</summary>
    public static CohortSelection Of(string? show, string? cohort, string? week)
    {
        var monday = DateOnly.TryParseExact(
            cohort,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : (DateOnly?)null;
        return new CohortSelection
        {
            ShowsCounts = show == Counts,
            Cohort = monday,
            Week =
                monday is not null
                && int.TryParse(week, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index <= MostWeeks
                    ? index
                    : null,
        };
    }

    public string? ShowWord => ShowsCounts ? Counts : null;
    public string? CohortWord => Cohort?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public string? WeekWord => Week?.ToString(CultureInfo.InvariantCulture);
}
