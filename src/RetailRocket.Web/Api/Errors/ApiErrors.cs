using Npgsql;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api.Errors;

/// <summary>Makes every error of the API, whoever noticed it, an answer of <c>application/problem+json</c>.</summary>
internal sealed class ApiErrors(FailureLog failures) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            await DescribeAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            await ProblemAnswer.WriteAsync(context, Of(error));
        }
        catch (Exception error)
        {
            // A part of the rows is out: break the connection, so that nobody takes it for the whole.
            failures.Record(error, context.Request.Path);
            context.Abort();
        }
    }

    /// <summary>Refusals that left only a status: of the router, of authorisation, of the limits.</summary>
    private static Task DescribeAsync(HttpContext context)
    {
        if (context.Response.HasStarted || context.Response.StatusCode < 400)
            return Task.CompletedTask;
        return ProblemAnswer.WriteAsync(context, Of(context.Response.StatusCode, context));
    }

    private static ApiException Of(int status, HttpContext context) =>
        status switch
        {
            401 => new(
                401,
                "Not signed in",
                "Send a personal token as 'Authorization: Bearer rr_…'. One is made on the page /account/tokens. A token that "
                    + "was sent and still brought this answer is wrong, expired or revoked, or its owner may not sign in."
            ),
            403 => new(
                403,
                "Not permitted",
                "Your roles do not include this, or your password has to be replaced first."
            ),
            404 => new(
                404,
                "Nothing here",
                $"There is no {context.Request.Path}. See /api/v1/openapi.json for what there is."
            ),
            405 => new(405, "Reading only", "The API reads; use GET."),
            429 => new(429, "Too many requests", "Wait for the seconds in Retry-After, then go on."),
            _ => new(status, "The request failed", "The server did not say more."),
        };

    private ApiException Of(Exception error) =>
        error switch
        {
            ApiException known => known,
            UnknownPipelineException unknown => ApiException.NotFound("No such pipeline", unknown.Message),
            PublishingException unknown => ApiException.NotFound("No such table", unknown.Message),
            AccessDeniedException denied => new ApiException(403, "Not permitted", denied.Message),
            BadHttpRequestException bad => new ApiException(
                bad.StatusCode,
                "Malformed request",
                "The request could not be read."
            ),
            NpgsqlException or TimeoutException => new ApiException(
                503,
                "The database does not answer",
                $"Nothing was read; ask again in a minute. Reference for the admin: {failures.Record(error, "API")}."
            ),
            _ => new ApiException(
                500,
                "This failed on our side",
                $"Nothing you did. Reference for the admin: {failures.Record(error, "API")}."
            ),
        };
}
