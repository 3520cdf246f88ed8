using System.Text.Json;
using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Web.Features.Runs;

namespace RetailRocket.Web.Scheduling;

/// <summary>What a firing decided and why, kept with it as JSON so that every reader gets it in a language of their own.</summary>
public sealed record FiringDecision
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Folder that was landed first; null when the settings name none.</summary>
    public string? Folder { get; init; }

    /// <summary>Files of it that were loaded or replaced.</summary>
    public int FilesLoaded { get; init; }

    public int FilesUnchanged { get; init; }

    /// <summary>Rows of the files that were loaded.</summary>
    public long Rows { get; init; }

    /// <summary>Dates to run, by cause.</summary>
    public IReadOnlyList<DecidedDates> Due { get; init; } = [];

    /// <summary>Dates that stay held back by a check, because nothing about them changed.</summary>
    public IReadOnlyList<DateSpan> Held { get; init; } = [];

    /// <summary>Other dates that were left alone, because their figures are those that a run would give.</summary>
    public int Current { get; init; }

    /// <summary>What was to be run, in order.</summary>
    public IReadOnlyList<DateSpan> Ranges { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="JsonException">It is not what <see cref="ToJson"/> wrote.</exception>
    public static FiringDecision FromJson(string json) => JsonSerializer.Deserialize<FiringDecision>(json, Options)!;

    /// <summary>The decision of a piece of work that has one.</summary>
    public static FiringDecision Of(WorkView work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var decision = work.Decision ?? throw new ArgumentException("The work has not decided.", nameof(work));
        var loaded = work.Landed?.Files.Where(file => file.Status != LandedFileStatus.Unchanged).ToList() ?? [];
        return new FiringDecision
        {
            Folder = work.Request.SourceFolder,
            FilesLoaded = loaded.Count,
            FilesUnchanged = (work.Landed?.Files.Count ?? 0) - loaded.Count,
            Rows = loaded.Sum(file => file.Rows),
            Due =
            [
                .. from date in decision.Due
                group date.Date by date.Cause into dates
                orderby dates.Key
                select new DecidedDates(dates.Key, dates.Count(), Spans(dates)),
            ],
            Held = Spans(decision.Held),
            Current = decision.Current,
            Ranges = [.. decision.Ranges.Select(range => new DateSpan(range.From, range.To))],
        };
    }

    // Days that follow each other; a date without data between two of them keeps them apart.
    private static IReadOnlyList<DateSpan> Spans(IEnumerable<DateOnly> dates)
    {
        var spans = new List<DateSpan>();
        foreach (var date in dates)
            if (spans.Count > 0 && spans[^1].To.AddDays(1) == date)
                spans[^1] = spans[^1] with { To = date };
            else
                spans.Add(new DateSpan(date, date));
        return spans;
    }
}
