namespace RetailRocket.Web.Features.Campaigns;

/// <summary>How a list is contacted.</summary>
/// <param name="Name">Of the campaign; with the date and the segment it decides who is held out.</param>
/// <param name="HoldoutShare">Share of the list that is not contacted, from 0 to 0.5.</param>
/// <param name="MostContacts">Most contacts of a visitor within <paramref name="ContactDays"/> days.</param>
public sealed record CampaignRules(string Name, decimal HoldoutShare, int MostContacts, int ContactDays)
{
    public const int LongestName = 80;
    public const decimal LargestHoldoutShare = 0.5m;
    public const int LargestMostContacts = 100;
    public const int LargestContactDays = 365;

    public static CampaignRules Default { get; } = new("", 0.1m, 1, 7);

    /// <summary>The name without outer spaces and in one Unicode form: the same letters always give the same split.</summary>
    public string NormalName => Name.Trim().Normalize();

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public CampaignRefusal? Refusal =>
        NormalName.Length is 0 or > LongestName || NormalName.Any(char.IsControl) ? CampaignRefusal.Name
        : HoldoutShare is < 0 or > LargestHoldoutShare ? CampaignRefusal.HoldoutShare
        : MostContacts is < 1 or > LargestMostContacts || ContactDays is < 1 or > LargestContactDays
            ? CampaignRefusal.Fatigue
        : null;
}
