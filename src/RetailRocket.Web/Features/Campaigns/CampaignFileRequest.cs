using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Features.Targets;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>Which group of which campaign, and in which encoding.</summary>
/// <param name="Part">Those to contact, or those held out.</param>
public sealed record CampaignFileRequest(string Pipeline, long Campaign, CampaignPart Part, FileEncoding Encoding);
