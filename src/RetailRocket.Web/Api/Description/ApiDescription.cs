using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using RetailRocket.Web.Localization;

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
                    (document, context, _) =>
                    {
                        var text = context.ApplicationServices.GetRequiredService<IStringLocalizer<Text>>();
                        Complete(document, text);
                        return Task.CompletedTask;
                    }
                );
            }
        );

    private static void Complete(OpenApiDocument document, IStringLocalizer<Text> text)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RetailRocket",
            Version = Document,
            Description = text["Api.Description"],
        };
        // The address that a client uses is the one that it asked for this document.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = text["Api.TokenWords"],
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] },
        ];
    }
}
