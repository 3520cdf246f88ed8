namespace RetailRocket.Web.Api.Answers;

/// <param name="Rows">Source rows landed.</param>
/// <param name="Rejected">Lines in quarantine.</param>
/// <param name="Run">The last run that judged the date.</param>
/// <param name="Verdict">Its verdict; null when there was no run.</param>
/// <param name="Waiver">The waiver that the figures are published under; null when checks let them through.</param>
/// <param name="HeldRun">The newest run of the date that waits for approval; null when none does.</param>
/// <param name="Findings">Checks of that run that warned or failed.</param>
public sealed record StatusDay(
    DateOnly Date,
    long Rows,
    long Rejected,
    long? Run,
    string? Verdict,
    bool Published,
    long? PublishedRun,
    DateTime? PublishedAt,
    long? Waiver,
    long? HeldRun,
    bool Stale,
    string? StaleBecause,
    IReadOnlyList<StatusFinding> Findings
);
