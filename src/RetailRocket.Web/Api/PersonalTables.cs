using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api;

/// <summary>
/// Which published tables single out people. Taking their rows away is what downloading a target list is, so that it needs
/// the same right and leaves the same trace.
/// </summary>
internal static class PersonalTables
{
    /// <summary>Columns that name a person: pipelines call them so.</summary>
    private static readonly string[] PersonColumns = ["visitor_id", "customer_id"];

    public static bool Is(PublishedTable table) => table.Columns.Any(column => PersonColumns.Contains(column.Name));

    /// <summary>What a person needs to read the rows of a table.</summary>
    public static Feature FeatureOf(PublishedTable table) => Is(table) ? Feature.TargetsDownload : Feature.Api;
}
