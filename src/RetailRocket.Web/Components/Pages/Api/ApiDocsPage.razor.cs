using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Api.Description;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Api;

/// <summary>How programs read the figures: how to begin, every address with an example of this very pipeline, refusals.</summary>
public sealed partial class ApiDocsPage
{
    protected override string Key => Cultures.Code;

    private string Root => Navigation.BaseUri.TrimEnd('/');

    protected override async Task<Contents> ReadAsync(CancellationToken cancellationToken) =>
        new(await Description.ReadAsync(cancellationToken));

    private string KindOf(DescribedParameter parameter) =>
        parameter switch
        {
            { Choices.Count: > 0 } => T["Api.KindWords", string.Join(", ", parameter.Choices)],
            { Kind: "date" } => T["Api.KindDate"],
            { Kind: "integer" } => T["Api.KindNumber"],
            _ => T["Api.KindText"],
        };

    /// <summary>A request of the present view that works as it stands; null while there is nothing to ask for.</summary>
    private string? Example(DescribedOperation operation)
    {
        var table = View.Pipeline.Length > 0 ? FirstTable() : null;
        var parts = new Dictionary<string, string?>
        {
            ["pipeline"] = View.Pipeline.Length > 0 ? View.Pipeline : null,
            ["table"] = table,
            ["date"] = View.LastPublished is { } date ? Formats.Iso(date) : null,
            ["id"] = View.Dates.LastOrDefault(known => known.IsPublished)?.PublishedRun?.ToString(CultureInvariant),
        };
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.InPath))
        {
            if (parts.GetValueOrDefault(parameter.Name) is not { } value)
                return null;
            path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }
        if (View.HasDates && operation.Parameters.Any(parameter => parameter.Name == "from"))
            path += $"?from={Formats.Iso(View.From)}&to={Formats.Iso(View.To)}";
        return path;
    }

    private string? FirstTable() =>
        Catalog.Get(View.Pipeline).Models.FirstOrDefault(model => model.Layer == ModelLayer.Kpi)?.Table;

    private static IFormatProvider CultureInvariant => System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>What the page shows.</summary>
    public sealed record Contents(DescribedApi Api);
}
