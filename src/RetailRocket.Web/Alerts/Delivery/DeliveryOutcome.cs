namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>What an attempt came to.</summary>
/// <param name="Problem">Null when the other side took the message.</param>
/// <param name="Detail">Status or host; never the address.</param>
/// <param name="RetryAfter">How long the other side asked to wait.</param>
internal sealed record DeliveryOutcome(DeliveryProblem? Problem, string? Detail = null, TimeSpan? RetryAfter = null)
{
    public static DeliveryOutcome Delivered { get; } = new(null, null);
}
