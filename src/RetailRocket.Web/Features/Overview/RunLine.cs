using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Overview;

/// <summary>A run as a line of a list.</summary>
public sealed record RunLine(
    long Id,
    DateOnly From,
    DateOnly To,
    RunStatus Status,
    string Trigger,
    string RequestedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt
);
