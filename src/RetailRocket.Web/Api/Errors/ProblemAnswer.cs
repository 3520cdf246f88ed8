using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetailRocket.Web.Api.Errors;

/// <summary>Writes problem details.</summary>
internal static class ProblemAnswer
{
    public const string ContentType = "application/problem+json";

    /// <summary>Headers that a handler may have set before it failed, and that would lie about this body.</summary>
    private static readonly string[] OfTheFigures = ["ETag", "Content-Disposition", "Content-Length", "Link"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(HttpContext context, ApiException problem)
    {
        var response = context.Response;
        foreach (var name in OfTheFigures)
            response.Headers.Remove(name);
        response.StatusCode = problem.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        var body = new Dictionary<string, object>
        {
            ["title"] = problem.Title,
            ["status"] = problem.Status,
            ["detail"] = problem.Message,
            ["instance"] = context.Request.Path.Value ?? "",
        };
        if (problem.Parameters.Count > 0)
            body["errors"] = problem.Parameters;
        await JsonSerializer.SerializeAsync(response.Body, body, Json, context.RequestAborted);
    }
}
