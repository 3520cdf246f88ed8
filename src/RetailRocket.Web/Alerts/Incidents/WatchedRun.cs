namespace RetailRocket.Web.Alerts.Incidents;

/// <summary>A run whose outcome the rules have seen.</summary>
public sealed class WatchedRun
{
    public long RunId { get; init; }
    public required string Pipeline { get; init; }
    public DateTimeOffset At { get; init; }
}
