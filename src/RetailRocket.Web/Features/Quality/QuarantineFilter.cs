using System.Globalization;

namespace RetailRocket.Web.Features.Quality;

/// <summary>Which rejected lines: those of the files that are landed now, narrowed by what is not null.</summary>
/// <param name="Reason">The whole sentence.</param>
/// <param name="IsUndated">Only lines whose own date could not be read; <paramref name="Date"/> does not count then.</param>
public sealed record QuarantineFilter(
    string? Source = null,
    string? File = null,
    DateOnly? Date = null,
    string? Reason = null,
    bool IsUndated = false
)
{
    /// <summary>What an address says in place of a date for lines without one.</summary>
    public const string Undated = "none";

    public bool IsAll => this == new QuarantineFilter();

    /// <summary>The filter of an address; what is empty or not a date does not narrow.</summary>
    public static QuarantineFilter Of(string? source, string? file, string? date, string? reason) =>
        new(
            Given(source),
            Given(file),
            DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : null,
            Given(reason),
            date == Undated
        );

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
