using System.Globalization;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Funnel;

/// <summary>What the reader of the funnel chose beside the view: every choice has a word in the address.</summary>
public sealed record FunnelSelection
{
    public const string ComparisonParameter = "compare";
    public const string MetricParameter = "metric";
    public const string StepsParameter = "steps";
    public const string CategoryParameter = "category";
    public const string RateParameter = "rate";

    private static readonly Words<FunnelComparison> Comparisons = new(
        ("previous", FunnelComparison.Previous),
        ("4w", FunnelComparison.FourWeeksBefore),
        ("none", FunnelComparison.None)
    );

    private static readonly Words<FunnelMetric> Metrics = new(
        ("session-to-purchase", FunnelMetric.SessionToPurchase),
        ("view-to-cart", FunnelMetric.ViewToCart),
        ("cart-to-purchase", FunnelMetric.CartToPurchase),
        ("visitors", FunnelMetric.Visitors),
        ("sessions", FunnelMetric.Sessions),
        ("purchases", FunnelMetric.Purchases)
    );

    private static readonly Words<bool> Steps = new(("open", false), ("nested", true));

    private static readonly Words<CategoryRate> Rates = new(
        ("cart-to-purchase", CategoryRate.CartToPurchase),
        ("view-to-cart", CategoryRate.ViewToCart),
        ("view-to-purchase", CategoryRate.ViewToPurchase)
    );

    public FunnelComparison Comparison { get; init; }
    public FunnelMetric Metric { get; init; }

    /// <summary>A step counts only sessions that hold all steps before it, instead of any that hold the step.</summary>
    public bool IsNested { get; init; }

    /// <summary>The opened category; null for the roots.</summary>
    public int? Category { get; init; }

    /// <summary>The ratio by which categories are judged.</summary>
    public CategoryRate Rate { get; init; }

    /// <summary>Reads the words of an address; missing and unknown ones become the first choice.</summary>
    public static FunnelSelection Of(
        string? comparison,
        string? metric,
        string? steps,
        string? category,
        string? rate
    ) =>
        new()
        {
            Comparison = Comparisons.Meaning(comparison),
            Metric = Metrics.Meaning(metric),
            IsNested = Steps.Meaning(steps),
            Category = int.TryParse(category, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
                ? id
                : null,
            Rate = Rates.Meaning(rate),
        };

    public string? ComparisonWord => Comparisons.Word(Comparison);
    public string? MetricWord => Metrics.Word(Metric);
    public string? StepsWord => Steps.Word(IsNested);
    public string? CategoryWord => Category?.ToString(CultureInfo.InvariantCulture);
    public string? RateWord => Rates.Word(Rate);

    /// <summary>The range that another is compared with; null for none, and before the first date of the calendar.</summary>
    public DateRange? Before(DateRange range)
    {
        var days = Comparison switch
        {
            FunnelComparison.Previous => range.Days,
            FunnelComparison.FourWeeksBefore => 28,
            FunnelComparison.None => 0,
            _ => throw new InvalidOperationException(),
        };
        return days == 0 || range.From.DayNumber < days
            ? null
            : new DateRange(range.From.AddDays(-days), range.To.AddDays(-days));
    }

    /// <summary>The words of a choice. The first is what an address without one means, and is left out of addresses.</summary>
    private sealed class Words<T>(params (string Word, T Meaning)[] words)
        where T : struct
    {
        public T Meaning(string? word) => words.FirstOrDefault(pair => pair.Word == word, words[0]).Meaning;

        public string? Word(T meaning) =>
            words.Skip(1).Where(pair => pair.Meaning.Equals(meaning)).Select(pair => pair.Word).FirstOrDefault();
    }
}
