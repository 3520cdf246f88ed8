using System.Globalization;
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
    /// <summary>Refusals that any endpoint may answer; their words are <c>Api.Status.…</c>.</summary>
    private static readonly int[] Refusals = [401, 403, 404, 406, 422, 429];

    /// <summary>
    /// Names an endpoint. Its words are the texts <c>Api.Operation.NAME</c> and <c>Api.Operation.NAME.Words</c>, those of its
    /// parameters <c>Api.Parameter.NAME</c>.
    /// </summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint,
        string name,
        params IReadOnlyList<ApiParameter> parameters
    ) =>
        endpoint
            .WithName(name)
            .WithTags("RetailRocket")
            .AddOpenApiOperationTransformer(
                (operation, context, _) =>
                {
                    var text = context.ApplicationServices.GetRequiredService<IStringLocalizer<Text>>();
                    operation.Summary = text[$"Api.Operation.{name}"];
                    operation.Description = text[$"Api.Operation.{name}.Words"];
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
            inPath.Description = WordsOf(inPath.Name!, text);
        foreach (var parameter in parameters)
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Query,
                    Description = WordsOf(parameter.Name, text),
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
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse();
        foreach (var (status, response) in operation.Responses)
        {
            if (response is not OpenApiResponse known)
                continue;
            known.Description = text[$"Api.Status.{status}"];
            if (status[0] == '4')
                known.Content = new Dictionary<string, OpenApiMediaType> { [ProblemAnswer.ContentType] = new() };
        }
    }

    private static string WordsOf(string parameter, IStringLocalizer<Text> text) =>
        text[
            $"Api.Parameter.{parameter}",
            Formats.Count(RowRequest.LargestLimit),
            Formats.Count(RowRequest.DefaultLimit)
        ];
}
