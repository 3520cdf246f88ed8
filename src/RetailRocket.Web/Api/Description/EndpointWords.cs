using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RetailRocket.Web.Api.Requests;

namespace RetailRocket.Web.Api.Description;

/// <summary>What an endpoint says about itself, in the OpenAPI document and on the page made from it.</summary>
internal static class EndpointWords
{
    private static readonly IReadOnlyDictionary<int, string> Refusals = new Dictionary<int, string>
    {
        [StatusCodes.Status401Unauthorized] = "No token and no sign-in, or a token that is wrong, expired or revoked.",
        [StatusCodes.Status403Forbidden] = "Your roles do not include this.",
        [StatusCodes.Status404NotFound] = "No such pipeline, table, run or published date; the detail says which.",
        [StatusCodes.Status406NotAcceptable] = "None of the accepted formats exists.",
        [StatusCodes.Status422UnprocessableEntity] =
            "A parameter is unknown or its value cannot be used; errors says which.",
        [StatusCodes.Status429TooManyRequests] = "Too many requests; Retry-After says how long to wait.",
    };

    /// <summary>Name, words, parameters and refusals of an endpoint.</summary>
    /// <param name="example">Path and query of a request worth trying.</param>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint,
        string name,
        string summary,
        string description,
        string example,
        params IReadOnlyList<ApiParameter> parameters
    ) =>
        endpoint
            .WithName(name)
            .WithSummary(summary)
            .WithDescription(description)
            .AddOpenApiOperationTransformer(
                (operation, _, _) =>
                {
                    Complete(operation, parameters);
                    operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
                    operation.Extensions["x-example"] = new JsonNodeExtension(JsonValue.Create(example));
                    return Task.CompletedTask;
                }
            );

    private static void Complete(OpenApiOperation operation, IReadOnlyList<ApiParameter> parameters)
    {
        operation.Parameters ??= [];
        foreach (var parameter in parameters)
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Query,
                    Description = parameter.About,
                    Schema = new OpenApiSchema
                    {
                        Type = parameter.Type == "integer" ? JsonSchemaType.Integer : JsonSchemaType.String,
                        Format = parameter.Format,
                    },
                    Example = parameter.Example.Length > 0 ? JsonValue.Create(parameter.Example) : null,
                }
            );
        operation.Responses ??= [];
        foreach (var (status, words) in Refusals)
            operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] =
                new OpenApiResponse
                {
                    Description = words,
                    Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() },
                };
    }
}
