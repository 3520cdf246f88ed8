namespace RetailRocket.Web.Features.Explain;

/// <summary>Registers explanations and what-ifs.</summary>
public static class ExplainServices
{
    public static IServiceCollection AddExplain(this IServiceCollection services) =>
        services.AddSingleton<Recomputations>().AddScoped<ExplainQueries>().AddScoped<ExplainDownloads>();

    public static void MapExplainFiles(this IEndpointRouteBuilder routes) => ExplainDownloads.Map(routes);
}
