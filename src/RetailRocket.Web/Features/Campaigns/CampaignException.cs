namespace RetailRocket.Web.Features.Campaigns;

/// <summary>A campaign that is refused. <see cref="Refusal"/> says why, and the pages have words for it.</summary>
public sealed class CampaignException(CampaignRefusal refusal) : Exception($"The campaign is refused: {refusal}.")
{
    public CampaignRefusal Refusal { get; } = refusal;
}
