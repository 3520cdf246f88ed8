namespace RetailRocket.Web.Features.Campaigns;

/// <summary>What a group's file is: from which list, by which rules, how long. The JSON beside each file.</summary>
/// <param name="Group"><c>contact</c> or <c>holdout</c>.</param>
/// <param name="Key">Salt of the hold-out's hash.</param>
/// <param name="MostContacts">Most contacts of a visitor within <paramref name="ContactDays"/> days.</param>
/// <param name="Listed">Visitors on the list before the rules.</param>
/// <param name="LostCharacters">Characters that the encoding does not have; each is a question mark in the file.</param>
/// <param name="Run">Run whose rows the list was when the campaign was prepared.</param>
/// <param name="Verdict">As files and the terminal write it: <c>PASS</c>, <c>WARN</c>.</param>
/// <param name="Definition">Version of the definitions that computed the list.</param>
/// <param name="Waiver">Number of the waiver under which the date was published; null for none.</param>
public sealed record CampaignFileCertificate(
    string File,
    string Pipeline,
    long Campaign,
    string Name,
    string Key,
    string Group,
    DateOnly AsOf,
    string Segment,
    string Encoding,
    long Rows,
    long SegmentSize,
    long Listed,
    long Contacts,
    long Holdouts,
    long Fatigued,
    long Suppressed,
    decimal HoldoutShare,
    int MostContacts,
    int ContactDays,
    long LostCharacters,
    long Bytes,
    string Sha256,
    long Run,
    string Verdict,
    string Definition,
    DateTimeOffset PublishedAt,
    long? Waiver,
    DateTimeOffset HandedOutAt
);
