namespace RetailRocket.Web.Features.Campaigns;

/// <summary>A campaign with its lift.</summary>
/// <param name="Lifts">By length of the window; empty until the campaign is handed out.</param>
public sealed record CampaignModel(CampaignRow Campaign, IReadOnlyList<CampaignLift> Lifts);
