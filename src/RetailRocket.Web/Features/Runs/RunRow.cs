using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Runs;

/// <summary>A run with what became of its dates.</summary>
public sealed record RunRow
{
    public required long Id { get; init; }
    public required string Pipeline { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required RunStatus Status { get; init; }

    /// <summary><c>command</c>, <c>schedule</c> or <c>page</c>.</summary>
    public required string Trigger { get; init; }

    public required string RequestedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public required string DefinitionVersion { get; init; }
    public string? Error { get; init; }

    /// <summary>How long it waits, or waited, for approval; null for a run that publishes by itself.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Who approved or rejected it.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Dates that it published.</summary>
    public required int Published { get; init; }

    /// <summary>Dates that a gate held back.</summary>
    public required int Held { get; init; }

    /// <summary>Dates without source rows.</summary>
    public required int Empty { get; init; }

    /// <summary>Dates whose figures readers see are this run's, now.</summary>
    public required int Visible { get; init; }

    /// <summary>From start to end; null while it runs.</summary>
    public TimeSpan? Duration => FinishedAt - StartedAt;

    /// <summary>Ended before its end: nothing of it was published, and its dates still wait.</summary>
    public bool HasFailed => Status is RunStatus.Failed or RunStatus.Cancelled or RunStatus.Interrupted;
}
