namespace RetailRocket.Pipeline.Definitions;

/// <summary>
/// What tables and columns mean in languages other than English, from <c>00_schema/meanings.&lt;language&gt;.yml</c>. The English
/// meanings are the comments in the database.
/// </summary>
public sealed class TableMeanings
{
    /// <summary>For a pipeline that has none.</summary>
    public static readonly TableMeanings None = new(new Dictionary<(string, string, string?), string>());

    private readonly IReadOnlyDictionary<(string Language, string Table, string? Column), string> meanings;

    internal TableMeanings(IReadOnlyDictionary<(string Language, string Table, string? Column), string> meanings) =>
        this.meanings = meanings;

    /// <summary>The meaning in a language; null where it is not written.</summary>
    /// <param name="language">Two letters, such as <c>ko</c>.</param>
    /// <param name="column">Null for the table itself.</param>
    public string? Find(string language, string table, string? column = null) =>
        meanings.GetValueOrDefault((language, table, column));
}
