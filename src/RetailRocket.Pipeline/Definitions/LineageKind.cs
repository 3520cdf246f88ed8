namespace RetailRocket.Pipeline.Definitions;

/// <summary>What a node of the lineage is, in the order of the way of the data.</summary>
public enum LineageKind
{
    Raw,
    Staging,
    Mart,
    Kpi,

    /// <summary>The view of a KPI table that readers see.</summary>
    Published,

    /// <summary>A file written for each published date.</summary>
    Export,
}
