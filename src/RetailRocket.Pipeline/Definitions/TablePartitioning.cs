namespace RetailRocket.Pipeline.Definitions;

public enum TablePartitioning
{
    None,

    /// <summary>By value; raw tables are partitioned by file.</summary>
    List,

    /// <summary>By range; the engine makes one partition a month.</summary>
    Range,

    Hash,
}
