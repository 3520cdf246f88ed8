namespace RetailRocket.Web.Features.Campaigns;

internal static class CampaignServices
{
    public static void AddCampaigns(this IServiceCollection services)
    {
        services.AddScoped<CampaignQueries>();
        services.AddScoped<CampaignActions>();
        services.AddScoped<CampaignFiles>();
        services.AddScoped<SuppressionList>();
    }
}
