using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>The manifest that lies beside a published date's files.</summary>
    public static string Manifest(string pipeline, DateOnly date) =>
        $"/certificates/{Formats.Iso(date)}/manifest.json?{PipelineParameter}={Uri.EscapeDataString(pipeline)}";

    /// <summary>The published rows of a table for one date, as CSV.</summary>
    public static string TableRows(string pipeline, string table, DateOnly date) =>
        $"/api/v1/{Uri.EscapeDataString(pipeline)}/tables/{Uri.EscapeDataString(table)}?date={Formats.Iso(date)}&format=csv";
}
