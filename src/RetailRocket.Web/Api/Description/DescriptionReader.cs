using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RetailRocket.Web.Api.Requests;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api.Description;

/// <summary>Reads the OpenAPI document, which is made from the endpoints, for people.</summary>
public sealed class DescriptionReader(
    [FromKeyedServices(ApiDescription.Document)] IOpenApiDocumentProvider documents,
    Access access
)
{
    public async Task<DescribedApi> ReadAsync(CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Api);
        var document = await documents.GetOpenApiDocumentAsync(cancellationToken);
        var operations = document
            .Paths.SelectMany(path => path.Value.Operations!.Values.Select(operation => (path.Key, Value: operation)))
            .ToList();
        return new DescribedApi(
            [.. operations.Select(operation => Operation(operation.Key, operation.Value))],
            operations
                .SelectMany(operation => operation.Value.Responses!)
                .Where(response => response.Key[0] is '3' or '4')
                .DistinctBy(response => response.Key)
                .OrderBy(response => response.Key, StringComparer.Ordinal)
                .ToDictionary(response => response.Key, response => response.Value.Description ?? "")
        );
    }

    private static DescribedOperation Operation(string path, OpenApiOperation operation) =>
        new(
            operation.OperationId ?? path,
            path,
            operation.Summary ?? "",
            operation.Description ?? "",
            operation.Responses!["200"].Content?.ContainsKey(AcceptHeader.Csv) == true,
            [.. operation.Parameters!.Select(Parameter)]
        );

    private static DescribedParameter Parameter(IOpenApiParameter parameter) =>
        new(
            parameter.Name!,
            parameter.In == ParameterLocation.Path,
            parameter.Schema?.Format == "date" ? "date"
                : parameter.Schema?.Type?.HasFlag(JsonSchemaType.Integer) == true ? "integer"
                : "string",
            [.. parameter.Schema?.Enum?.OfType<JsonValue>().Select(word => word.ToString()) ?? []],
            parameter.Description ?? ""
        );
}
