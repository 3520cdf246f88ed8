using System.Globalization;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>Words for campaigns that name a limit of <see cref="CampaignRules"/>.</summary>
public static class CampaignWords
{
    /// <summary>Why a campaign is not prepared, handed out or discarded, in the reader's language.</summary>
    public static string Refused(IStringLocalizer<Text> text, CampaignRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = $"Campaign.Refused.{refusal}";
        return refusal switch
        {
            CampaignRefusal.Name => text[key, CampaignRules.LongestName],
            CampaignRefusal.HoldoutShare => text[
                key,
                (CampaignRules.LargestHoldoutShare * 100).ToString("0.##", CultureInfo.CurrentCulture)
            ],
            CampaignRefusal.Fatigue => text[key, CampaignRules.LargestMostContacts, CampaignRules.LargestContactDays],
            _ => text[key],
        };
    }
}
