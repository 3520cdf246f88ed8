using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using RetailRocket.Web.Features;

namespace RetailRocket.Web.Security;

/// <summary>What account pages post to, and the audit log as a file.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(
            AccountPaths.SignOut,
            async (HttpContext context, IAntiforgery antiforgery, SignInFlow flow) =>
            {
                if (!await antiforgery.IsRequestValidAsync(context))
                    return Results.BadRequest();
                await flow.SignOutAsync(context.User.Identity!.Name!, context.RequestAborted);
                return Results.LocalRedirect(AccountPaths.SignIn);
            }
        );
        routes.MapPost(
            AccountPaths.SignOutEverywhere,
            async (HttpContext context, IAntiforgery antiforgery, SignInFlow flow, UserManager<Person> people) =>
            {
                if (!await antiforgery.IsRequestValidAsync(context))
                    return Results.BadRequest();
                if (await people.GetUserAsync(context.User) is { } person)
                    await flow.SignOutEverywhereAsync(person, context.RequestAborted);
                return Results.LocalRedirect(AccountPaths.SignIn);
            }
        );
        routes
            .MapGet(
                "/access/audit.csv",
                async (
                    HttpContext context,
                    AuditQueries log,
                    Audit audit,
                    Access access,
                    string? actor,
                    string? action,
                    string? subject,
                    DateOnly? since,
                    DateOnly? until
                ) =>
                {
                    var filter = new AuditFilter(actor, action, subject, since, until);
                    await audit.WriteAsync(
                        await access.NameAsync(),
                        AuditAction.Download,
                        "audit.csv",
                        filter,
                        context.RequestAborted
                    );
                    CsvResponse.Begin(context.Response, "audit.csv");
                    await log.WriteCsvAsync(filter, context.Response.Body, context.RequestAborted);
                }
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Audit));
    }
}
