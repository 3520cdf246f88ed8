using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>A campaign: which list, by which rules, and how many visitors each rule takes.</summary>
/// <param name="Key">Salt of the hold-out's hash.</param>
/// <param name="Date">As-of date of the list, and of the contact.</param>
/// <param name="Definition">Version of the definitions that computed the list.</param>
/// <param name="Waiver">Number of the waiver under which the date was published; null for none.</param>
/// <param name="SegmentSize">Visitors in the segment, before the list was cut.</param>
/// <param name="HandedOutAt">Null while the rules are still applied anew each time.</param>
public sealed record CampaignRow(
    long Id,
    string Key,
    string Name,
    DateOnly Date,
    string Segment,
    decimal HoldoutShare,
    int MostContacts,
    int ContactDays,
    long Run,
    Verdict Verdict,
    string Definition,
    DateTimeOffset PublishedAt,
    long? Waiver,
    long SegmentSize,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? HandedOutAt,
    string? HandedOutBy,
    long Contacts,
    long Holdouts,
    long Fatigued,
    long Suppressed
)
{
    /// <summary>Visitors on the list: those of the four parts.</summary>
    public long Listed => Contacts + Holdouts + Fatigued + Suppressed;

    public bool IsHandedOut => HandedOutAt is not null;
}
