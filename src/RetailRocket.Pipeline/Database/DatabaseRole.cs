namespace RetailRocket.Pipeline.Database;

/// <summary>Who a connection is for; each has only the rights that its work needs.</summary>
public enum DatabaseRole
{
    /// <summary>Owns the database and the operations schema: migrations and grants.</summary>
    Owner,

    /// <summary>Lands files, builds tables and publishes.</summary>
    Runner,

    /// <summary>Pages, the API and outside BI tools: reads what was granted to it and changes nothing.</summary>
    Reader,

    /// <summary>Tries drafts of checks: reads a pipeline's tables and what was landed, and changes nothing.</summary>
    Checker,
}
