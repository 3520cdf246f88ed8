using Microsoft.AspNetCore.Http.Extensions;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Runs;

/// <summary>What the pages of runs show, as files.</summary>
internal static class RunEndpoints
{
    public static void MapRunFiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/runs/list.csv",
                async (HttpContext context, ViewReader views, RunQueries runs, RunStatus? state) =>
                {
                    var view = await views.ReadAsync(context.Request.GetEncodedUrl(), context.RequestAborted);
                    var model = await runs.ReadAsync(view.Pipeline, state, context.RequestAborted);
                    await RowsFile.SendAsync(
                        context,
                        $"{view.Pipeline}_runs.csv",
                        model.Runs,
                        ("run", run => run.Id),
                        ("state", run => run.Status),
                        ("from", run => run.From),
                        ("to", run => run.To),
                        ("published", run => run.Published),
                        ("held", run => run.Held),
                        ("empty", run => run.Empty),
                        ("visible", run => run.Visible),
                        ("started", run => run.StartedAt),
                        ("seconds", run => run.Duration?.TotalSeconds),
                        ("trigger", run => run.Trigger),
                        ("by", run => run.RequestedBy),
                        ("definition", run => run.DefinitionVersion)
                    );
                }
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Runs));
        routes
            .MapGet(
                "/runs/{id:long}/dates.csv",
                async (HttpContext context, ViewReader views, RunQueries runs, long id) =>
                {
                    var view = await views.ReadAsync(context.Request.GetEncodedUrl(), context.RequestAborted);
                    if (await runs.FindAsync(view.Pipeline, id, context.RequestAborted) is not { } run)
                    {
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                        return;
                    }
                    await RowsFile.SendAsync(
                        context,
                        $"{view.Pipeline}_run_{id}_dates.csv",
                        run.Dates,
                        ("date", date => date.Date),
                        ("verdict", date => date.Verdict),
                        ("published", date => date.Published),
                        ("visible_run", date => date.VisibleRun),
                        ("passed", date => date.Passed),
                        ("warned", date => date.Warned),
                        ("failed", date => date.Failed),
                        ("findings", date => string.Join(", ", date.Findings))
                    );
                }
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Runs));
    }
}
