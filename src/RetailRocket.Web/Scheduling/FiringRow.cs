namespace RetailRocket.Web.Scheduling;

/// <summary>A firing as pages show it. See <see cref="Firing"/>.</summary>
public sealed record FiringRow(
    long Id,
    DateTimeOffset ScheduledFor,
    DateTimeOffset StartedAt,
    TimeSpan? Took,
    FiringState State,
    bool IsByHand,
    string RequestedBy,
    int Missed,
    DateTimeOffset? MissedSince,
    int Attempts,
    FiringDecision? Decision,
    IReadOnlyList<long> Runs,
    string? Error
)
{
    internal static FiringRow Of(Firing firing) =>
        new(
            firing.Id,
            firing.ScheduledFor,
            firing.StartedAt,
            firing.EndedAt - firing.StartedAt,
            firing.State,
            firing.IsByHand,
            firing.RequestedBy,
            firing.Missed,
            firing.MissedSince,
            firing.Attempts,
            firing.Decision is { } decision ? FiringDecision.FromJson(decision) : null,
            firing.Runs,
            firing.Error
        );
}
