using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Waivers;

/// <summary>A waiver as pages and the terminal show it.</summary>
/// <param name="DecidedBy">Who approved or refused it; null while it waits.</param>
/// <param name="ClosedBy">Who withdrew it, or whose run took its place; null otherwise.</param>
public sealed record WaiverRow(
    long Id,
    DateOnly Date,
    long RunId,
    WaiverState State,
    IReadOnlyList<string> Checks,
    string Reason,
    string AskedBy,
    DateTimeOffset AskedAt,
    DateTimeOffset EndsAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? ClosedBy,
    DateTimeOffset? ClosedAt
)
{
    [JsonIgnore]
    public bool IsOpen => State is WaiverState.Asked or WaiverState.Approved;
}
