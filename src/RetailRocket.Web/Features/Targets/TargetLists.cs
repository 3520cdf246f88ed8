namespace RetailRocket.Web.Features.Targets;

/// <summary>The target lists of a pipeline: the published table and the segments in it.</summary>
/// <param name="Table">Published, one row a visitor in a segment on a date.</param>
/// <param name="Segments">Names as the rows hold them, in the order of the page.</param>
/// <param name="LimitSetting">Setting of pipeline.yml that cuts a list.</param>
public sealed record TargetLists(string Table, IReadOnlyList<string> Segments, string LimitSetting)
{
    public const string CartAbandoners = "cart_abandoner_today";
    public const string HighIntentViewers = "high_intent_viewer_7d_no_cart";
    public const string RepeatBuyers = "repeat_buyer";

    private static readonly IReadOnlyDictionary<string, TargetLists> All = new Dictionary<string, TargetLists>
    {
        ["retailrocket"] = new(
            "mart_rr_crm_targets_daily",
            [CartAbandoners, HighIntentViewers, RepeatBuyers],
            "crm_target_limit"
        ),
    };

    /// <summary>Null for a pipeline without target lists.</summary>
    public static TargetLists? Of(string pipeline) => All.GetValueOrDefault(pipeline);
}
