using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>What a rule found, in numbers and without words, so that every reader gets it in a language of their own.</summary>
public sealed record Facts(FactKind Kind)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public DateOnly? Date { get; init; }

    /// <summary>Of a figure: its column.</summary>
    public string? Column { get; init; }

    public decimal? Value { get; init; }

    /// <summary>Least usual value.</summary>
    public decimal? Low { get; init; }

    /// <summary>Greatest usual value.</summary>
    public decimal? High { get; init; }

    /// <summary>Of the same weekday of the weeks before.</summary>
    public decimal? Median { get; init; }

    /// <summary>Median absolute deviation from the median.</summary>
    public decimal? Mad { get; init; }

    public decimal? Spread { get; init; }

    /// <summary>Weekdays that the range was made from.</summary>
    public int? Points { get; init; }

    /// <summary>Names of checks, or of a source.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Of a run.</summary>
    public long? Run { get; init; }

    /// <summary>Hours or days that something is old.</summary>
    public int? Age { get; init; }

    /// <summary>Hours or days that it may be old.</summary>
    public int? Limit { get; init; }

    /// <summary>When a firing was due.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>What stopped it, in a sentence of the engine.</summary>
    public string? Error { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="JsonException">It is not what <see cref="ToJson"/> wrote.</exception>
    public static Facts FromJson(string json) => JsonSerializer.Deserialize<Facts>(json, Options)!;
}
