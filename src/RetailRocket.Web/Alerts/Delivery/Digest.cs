namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>What is told at once: everything that one run brought about, or one look at the clock.</summary>
public sealed class Digest
{
    public long Id { get; init; }
    public required string Pipeline { get; init; }

    /// <summary>Null when no run is the cause.</summary>
    public long? RunId { get; init; }

    public DateTimeOffset At { get; init; }
}
