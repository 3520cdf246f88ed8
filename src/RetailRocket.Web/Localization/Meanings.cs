using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Localization;

/// <summary>What tables, columns and checks mean, in the language of the page.</summary>
public static class Meanings
{
    /// <summary>What a table is, or a column of it.</summary>
    /// <param name="comment">The comment of the database, which is English; null when there is none.</param>
    /// <param name="column">Null for the table itself.</param>
    public static string? Of(PipelineDefinition definition, string? comment, string table, string? column = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Meanings.Find(Cultures.Code, table, column) ?? comment;
    }

    /// <summary>What a check means and what to do when it fails.</summary>
    public static string Of(CheckDefinition check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return Cultures.Pick(check.Abouts);
    }

    /// <summary>The same of a check that the definition may no longer have.</summary>
    public static string? OfKnown(CheckDefinition? check) => check is null ? null : Of(check);
}
