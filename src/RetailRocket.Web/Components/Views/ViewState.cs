using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Components.Views;

/// <summary>
/// What every page looks at: a pipeline and a range of dates. It comes from the address and from nowhere else, and cascades
/// from the layout; to change it is to navigate (see <see cref="Links"/>).
/// </summary>
public sealed record ViewState
{
    /// <summary>Days of the range when the address names none.</summary>
    public const int DefaultDays = 28;

    /// <summary>Name of the pipeline; empty when there is none.</summary>
    public required string Pipeline { get; init; }

    /// <summary>First date, included.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last date, included: the one that pages about a single date show.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Every date that the pipeline knows, ascending.</summary>
    public required IReadOnlyList<ViewDate> Dates { get; init; }

    /// <summary>Id of the zone of the pipeline's dates and times.</summary>
    public required string TimeZone { get; init; }

    [JsonIgnore]
    public DateRange Range => new(From, To);

    [JsonIgnore]
    public bool HasDates => Dates.Count > 0;

    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    [JsonIgnore]
    public DateOnly? LastPublished => Dates.LastOrDefault(date => date.IsPublished)?.Date;

    /// <summary>The range of the same length right before this one.</summary>
    [JsonIgnore]
    public DateRange Comparison => new(From.AddDays(-Range.Days), From.AddDays(-1));

    /// <summary>What is known of a date; null when nothing is.</summary>
    public ViewDate? Of(DateOnly date) => Dates.FirstOrDefault(known => known.Date == date);

    /// <summary>The same view of other dates.</summary>
    public ViewState On(DateOnly from, DateOnly to) => this with { From = from, To = to };

    /// <summary>The range moved so that it ends on the known date before (-1) or after (1) <see cref="To"/>; null at the ends.</summary>
    public ViewState? Step(int direction)
    {
        var next =
            direction < 0
                ? Dates.LastOrDefault(known => known.Date < To)
                : Dates.FirstOrDefault(known => known.Date > To);
        return next is null ? null : On(next.Date.AddDays(1 - Range.Days), next.Date);
    }
}
