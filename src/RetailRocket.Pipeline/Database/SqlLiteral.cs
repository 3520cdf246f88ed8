namespace RetailRocket.Pipeline.Database;

/// <summary>Text as a SQL literal, for the few statements that take no parameters (COMMENT ON, CREATE VIEW).</summary>
public static class SqlLiteral
{
    /// <summary>Valid under <c>standard_conforming_strings = on</c>, PostgreSQL's default.</summary>
    public static string Of(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
