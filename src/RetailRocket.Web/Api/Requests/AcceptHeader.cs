using Microsoft.Net.Http.Headers;
using RetailRocket.Web.Api.Errors;

namespace RetailRocket.Web.Api.Requests;

/// <summary>Chooses among the formats of an answer by what the client accepts.</summary>
internal static class AcceptHeader
{
    public const string Json = "application/json";
    public const string Csv = "text/csv";

    /// <param name="hasCsv">The answer exists as CSV too.</param>
    /// <exception cref="ApiException">406: nothing that the client accepts.</exception>
    public static ApiFormat Choose(HttpRequest request, bool hasCsv)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
            return ApiFormat.Json;
        foreach (
            var range in accepted
                .Where(range => range.Quality is null or > 0)
                .OrderByDescending(range => range.Quality ?? 1)
        )
        {
            if (Includes(range, Json))
                return ApiFormat.Json;
            if (hasCsv && Includes(range, Csv))
                return ApiFormat.Csv;
        }
        throw new ApiException(
            406,
            "No such format",
            hasCsv
                ? "This is served as application/json and text/csv. Accept one of them, or add ?format=json or ?format=csv."
                : "This is served as application/json only. Accept that, or leave out the Accept header."
        );
    }

    private static bool Includes(MediaTypeHeaderValue range, string type) =>
        MediaTypeHeaderValue.Parse(type).IsSubsetOf(range)
        // A charset or version behind the type does not change what is meant.
        || range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
