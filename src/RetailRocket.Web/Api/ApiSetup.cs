using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using RetailRocket.Web.Api.Description;
using RetailRocket.Web.Api.Endpoints;
using RetailRocket.Web.Api.Errors;
using RetailRocket.Web.Api.Health;
using RetailRocket.Web.Api.Tokens;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api;

/// <summary>Puts the API into the app: services, the way of a request, and the addresses.</summary>
public static class ApiSetup
{
    /// <summary>Where every address of the API begins.</summary>
    public const string Root = "/api/v1";

    /// <summary>Sign-in by cookie or token, whichever the request brings.</summary>
    private const string Scheme = "Api";

    private const string Policy = "Api";

    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null)
            .AddPolicyScheme(
                Scheme,
                null,
                options =>
                {
                    options.ForwardDefaultSelector = context =>
                        TokenHandler.Brings(context.Request)
                            ? TokenHandler.SchemeName
                            : IdentityConstants.ApplicationScheme;
                    // A program must be told, not sent to the sign-in page.
                    options.ForwardChallenge = TokenHandler.SchemeName;
                    options.ForwardForbid = TokenHandler.SchemeName;
                }
            );
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        services.AddRateLimiter(options => ApiLimits.Add(options, ApiLimits.PerMinute(configuration)));
        services.AddApiDescription();
        services.AddSingleton<ApiErrors>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<TokenOwners>();
        services.AddScoped<PersonalTokens>();
        services.AddScoped<PipelineReading>();
        services.AddScoped<FigureReading>();
        services.AddScoped<HistoryReading>();
        services.AddScoped<DescriptionReader>();
        return services;
    }

    /// <summary>Before authentication: every refusal of the API becomes problem details.</summary>
    public static void UseApiErrors(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseMiddleware<ApiErrors>());

    /// <summary>After authorisation: limits are per person.</summary>
    public static void UseApiLimits(this IApplicationBuilder app) => app.UseRateLimiter();

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapHealth();
        var api = routes
            .MapGroup(Root)
            .RequireAuthorization(Policy, AccessTable.Policy(Feature.Api))
            .RequireRateLimiting(ApiLimits.Policy)
            .AddEndpointFilter(
                (context, next) =>
                {
                    KnowPerson(context.HttpContext);
                    return next(context);
                }
            );
        api.MapPipelines();
        api.MapFigures();
        api.MapHistory();
        routes
            .MapOpenApi("/api/{documentName}/openapi.json")
            .RequireAuthorization(Policy, AccessTable.Policy(Feature.Api))
            .RequireRateLimiting(ApiLimits.Policy);
        // Addresses that do not exist: told as the API tells things, and to the signed-in alone.
        routes
            .MapGet("/api/{**rest}", () => Results.NotFound())
            .RequireAuthorization(Policy, AccessTable.Policy(Feature.Api))
            .ExcludeFromDescription();
        // The API only reads: without this the router's own refusal would be asked to sign in.
        routes
            .MapMethods(
                "/api/{**rest}",
                [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete],
                context =>
                {
                    context.Response.Headers.Allow = HttpMethods.Get;
                    context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                    return Task.CompletedTask;
                }
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription();
    }

    /// <summary>
    /// The guard of the services learnt of the request's person before authorisation chose between cookie and token; it
    /// learns of the chosen one here.
    /// </summary>
    private static void KnowPerson(HttpContext context)
    {
        if (
            context.RequestServices.GetRequiredService<AuthenticationStateProvider>()
            is IHostEnvironmentAuthenticationStateProvider state
        )
            state.SetAuthenticationState(Task.FromResult(new AuthenticationState(context.User)));
    }
}
