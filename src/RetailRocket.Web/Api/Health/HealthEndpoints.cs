namespace RetailRocket.Web.Api.Health;

/// <summary>What load balancers and containers ask. No sign-in, and nothing about the data.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        routes
            .MapGet(
                "/readyz",
                async (Readiness readiness, HttpContext context) =>
                {
                    context.Response.Headers.CacheControl = "no-store";
                    return await readiness.WhyNotAsync(context.RequestAborted) is { } why
                        ? Results.Text($"not ready: {why}", statusCode: StatusCodes.Status503ServiceUnavailable)
                        : Results.Text("ready");
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }
}
