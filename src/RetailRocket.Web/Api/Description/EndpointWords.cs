using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using RetailRocket.Web.Api.Errors;
using RetailRocket.Web.Api.Requests;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Api.Description;

/// <summary>What an endpoint says about itself, in the OpenAPI document and on the page made from it, in the asker's language.</summary>
internal static class EndpointWords
{
    /// <summary>Refusals that any endpoint may answer.</summary>
    private static readonly string[] Refusals = ["401", "403", "404", "406", "422", "429"];

    /// <summary>Key of the words of each status.</summary>
    private static readonly IReadOnlyDictionary<string, string> Statuses = new Dictionary<string, string>
    {
        ["200"] = "Api.Status.200",
        ["304"] = "Api.Status.304",
        ["401"] = "Api.Status.401",
        ["403"] = "Api.Status.403",
        ["404"] = "Api.Status.404",
        ["406"] = "Api.Status.406",
        ["409"] = "Api.Status.409",
        ["422"] = "Api.Status.422",
        ["429"] = "Api.Status.429",
    };

    /// <summary>Key of the words of each part of a path.</summary>
    private static readonly IReadOnlyDictionary<string, string> PathParts = new Dictionary<string, string>
    {
        ["pipeline"] = "Api.Parameter.pipeline",
        ["table"] = "Api.Parameter.table",
        ["date"] = "Api.Parameter.day",
        ["id"] = "Api.Parameter.id",
    };

    /// <summary>Tells what an endpoint is.</summary>
    /// <param name="name">Id of the operation.</param>
    /// <param name="summaryKey">Key of a few words.</param>
    /// <param name="wordsKey">Key of a sentence or two.</param>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint,
        string name,
        string summaryKey,
        string wordsKey,
        params IReadOnlyList<ApiParameter> parameters
    ) =>
        endpoint
            .WithName(name)
            .WithTags("RetailRocket")
            .AddOpenApiOperationTransformer(
                (operation, context, _) =>
                {
                    var text = context.ApplicationServices.GetRequiredService<IStringLocalizer<Text>>();
                    operation.Summary = text[summaryKey];
                    operation.Description = text[wordsKey];
                    Complete(operation, parameters, text);
                    return Task.CompletedTask;
                }
            );

    private static void Complete(
        OpenApiOperation operation,
        IReadOnlyList<ApiParameter> parameters,
        IStringLocalizer<Text> text
    )
    {
        operation.Parameters ??= [];
        foreach (var inPath in operation.Parameters.OfType<OpenApiParameter>())
            inPath.Description = text[PathParts[inPath.Name!]];
        foreach (var parameter in parameters)
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Query,
                    Description = WordsOf(parameter, text),
                    Schema = new OpenApiSchema
                    {
                        Type = parameter.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String,
                        Format = parameter.IsDate ? "date" : null,
                        Enum = parameter.Words is { } words ? [.. words.Select(word => JsonValue.Create(word)!)] : null,
                    },
                }
            );
        operation.Responses ??= [];
        foreach (var status in Refusals)
            operation.Responses[status] = new OpenApiResponse();
        foreach (var (status, response) in operation.Responses)
        {
            if (response is not OpenApiResponse known)
                continue;
            known.Description = text[Statuses[status]];
            if (status[0] == '4')
                known.Content = new Dictionary<string, OpenApiMediaType> { [ProblemAnswer.ContentType] = new() };
        }
    }

    private static string WordsOf(ApiParameter parameter, IStringLocalizer<Text> text) =>
        text[parameter.WordsKey, Formats.Count(RowRequest.LargestLimit), Formats.Count(RowRequest.DefaultLimit)];
}
