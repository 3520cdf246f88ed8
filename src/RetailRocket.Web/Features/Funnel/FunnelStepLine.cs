namespace RetailRocket.Web.Features.Funnel;

/// <summary>A step of the funnel of a range: sessions, summed over the published dates.</summary>
/// <param name="Step">Name of the published column that is summed.</param>
/// <param name="OfFirst">Share of the first step, four decimals; null when that is zero.</param>
/// <param name="OfPrevious">Share of the step before, four decimals; null for the first step, and when that is zero.</param>
/// <param name="Lost">Sessions of the step before less those of this one; null for the first step.</param>
/// <param name="Before">The same step of the compared range; null without comparison.</param>
public sealed record FunnelStepLine(
    string Step,
    long Sessions,
    decimal? OfFirst,
    decimal? OfPrevious,
    long? Lost,
    FunnelStepLine? Before = null
)
{
    public const string First = "sessions";

    /// <summary>The steps from session to purchase.</summary>
    /// <param name="isNested">Each step holds only sessions that hold all steps before it.</param>
    public static IReadOnlyList<FunnelStepLine> Of(FunnelFigures now, FunnelFigures? before, bool isNested)
    {
        var earlier = before is null ? null : Of(before, isNested);
        return [.. Of(now, isNested).Select((line, at) => line with { Before = earlier?[at] })];
    }

    private static List<FunnelStepLine> Of(FunnelFigures figures, bool isNested)
    {
        ArgumentNullException.ThrowIfNull(figures);
        (string Step, long Sessions)[] steps = isNested
            ?
            [
                (First, figures.Sessions),
                ("sessions_with_view", figures.SessionsWithView),
                ("sessions_with_view_and_cart", figures.SessionsWithViewAndCart),
                ("sessions_with_view_cart_and_purchase", figures.SessionsWithViewCartAndPurchase),
            ]
            :
            [
                (First, figures.Sessions),
                ("sessions_with_view", figures.SessionsWithView),
                ("sessions_with_cart", figures.SessionsWithCart),
                ("sessions_with_purchase", figures.SessionsWithPurchase),
            ];
        return
        [
            .. steps.Select(
                (step, at) =>
                    new FunnelStepLine(
                        step.Step,
                        step.Sessions,
                        Share(step.Sessions, steps[0].Sessions),
                        at == 0 ? null : Share(step.Sessions, steps[at - 1].Sessions),
                        at == 0 ? null : steps[at - 1].Sessions - step.Sessions
                    )
            ),
        ];
    }

    // As PostgreSQL rounds and writes, so that the shares that are published too are the same.
    private static decimal? Share(long part, long whole) =>
        whole == 0 ? null : decimal.Round((decimal)part / whole, 4, MidpointRounding.AwayFromZero) + 0.0000m;
}
