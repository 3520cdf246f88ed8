using Microsoft.OpenApi;

namespace RetailRocket.Web.Api.Description;

/// <summary>The OpenAPI document of the API, made from its endpoints.</summary>
internal static class ApiDescription
{
    /// <summary>Name of the document, and the part of its address that says so.</summary>
    public const string Document = "v1";

    public const string Address = "/api/v1/openapi.json";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            Document,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = endpoint =>
                    endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        Complete(document);
                        return Task.CompletedTask;
                    }
                );
            }
        );

    private static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RetailRocket",
            Version = Document,
            Description =
                "Published figures, runs and checks, for reading. Every answer carries its certificate: the object "
                + "`certificate` in JSON, headers `X-Certificate-…` in CSV. Values are those of `pipeline show`, cell for cell.",
        };
        // The address that a client uses is the one that it asked for this document.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A personal token, made on the page /account/tokens.",
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] },
        ];
    }
}
