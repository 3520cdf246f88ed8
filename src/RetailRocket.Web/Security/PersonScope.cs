using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http.Extensions;

namespace RetailRocket.Web.Security;

/// <summary>What each request does about the person behind it, after authentication.</summary>
internal static class PersonScope
{
    /// <summary>Lets <see cref="Access"/> know the person in endpoints as it does in circuits.</summary>
    public static void UsePersonScope(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    context.RequestServices.GetRequiredService<AuthenticationStateProvider>()
                    is IHostEnvironmentAuthenticationStateProvider host
                )
                    host.SetAuthenticationState(Task.FromResult(new AuthenticationState(context.User)));
                return next(context);
            }
        );

    /// <summary>Sends who has to replace a password to the page for it, from every page.</summary>
    public static void UsePasswordChange(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var must =
                    context.User.HasClaim(claim => claim.Type == PersonClaims.MustChangePassword)
                    && HttpMethods.IsGet(context.Request.Method)
                    && !context.Request.Path.StartsWithSegments(AccountPaths.Root)
                    && context.GetEndpoint()?.Metadata.GetMetadata<RequiresAttribute>() is not null;
                if (!must)
                    return next(context);
                var back = Uri.EscapeDataString(context.Request.GetEncodedPathAndQuery());
                context.Response.Redirect($"{AccountPaths.Password}?returnUrl={back}");
                return Task.CompletedTask;
            }
        );
}
