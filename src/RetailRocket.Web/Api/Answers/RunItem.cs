namespace RetailRocket.Web.Api.Answers;

/// <param name="Trigger">What started it: command, schedule or page.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record RunItem(
    long Id,
    DateOnly From,
    DateOnly To,
    string Status,
    string Trigger,
    string RequestedBy,
    DateTime StartedAt,
    DateTime? FinishedAt,
    string Definition,
    string? Error
);
