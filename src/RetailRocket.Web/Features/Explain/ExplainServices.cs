namespace RetailRocket.Web.Features.Explain;

/// <summary>Registers explanations and what-ifs.</summary>
public static class ExplainServices
{
    public static IServiceCollection AddExplain(this IServiceCollection services) =>
        services.AddScoped<ExplainQueries>().AddScoped<ExplainDownloads>();

    public static void MapExplainFiles(this IEndpointRouteBuilder routes) => ExplainDownloads.Map(routes);
}
