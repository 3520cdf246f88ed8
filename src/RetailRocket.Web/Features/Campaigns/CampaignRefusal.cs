namespace RetailRocket.Web.Features.Campaigns;

/// <summary>Why a campaign is not prepared, handed out or discarded; in words: <see cref="CampaignWords.Refused"/>.</summary>
public enum CampaignRefusal
{
    /// <summary>No name, too long a one, or control characters in it.</summary>
    Name,
    HoldoutShare,

    /// <summary>Contacts or days out of bounds.</summary>
    Fatigue,

    /// <summary>The date and segment have a campaign of that name.</summary>
    NameTaken,
    Unpublished,

    /// <summary>Nobody is on the list.</summary>
    EmptyList,

    /// <summary>Its contacts count, so it stays.</summary>
    HandedOut,
    Unknown,
}
