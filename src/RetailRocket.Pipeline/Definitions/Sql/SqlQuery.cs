namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>What the text of one SELECT says about itself.</summary>
internal sealed record SqlQuery
{
    /// <summary>Tables read, in the order of the text; a table read twice is there twice.</summary>
    public required IReadOnlyList<TableReference> Tables { get; init; }

    /// <summary>Parameters named, in the order of the text.</summary>
    public required IReadOnlyList<SqlToken> Parameters { get; init; }

    /// <summary>The text without what means nothing; see <see cref="SqlTokens.Code"/>.</summary>
    public required string Code { get; init; }

    public required IReadOnlyList<SqlProblem> Problems { get; init; }

    /// <summary>All words and quoted names of the text.</summary>
    public required IReadOnlySet<string> Words { get; init; }

    /// <summary>Reads a text that must be one SELECT, with or without WITH before it.</summary>
    public static SqlQuery Read(string sql)
    {
        var tokens = SqlTokens.Read(sql, out var problem);
        if (tokens is null)
        {
            return Broken(problem!);
        }
        var end = tokens.Count;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.IsSymbol(i, ';'))
            {
                end = i;
                break;
            }
        }
        if (end + 1 < tokens.Count)
        {
            return Broken(
                new SqlProblem(
                    tokens[end + 1].Line,
                    "A second statement starts here. A file is one SELECT: use a CTE (WITH), or a model of its own."
                )
            );
        }
        if (end == 0)
        {
            return Broken(new SqlProblem(1, "The file holds no statement; write the SELECT, or delete the file."));
        }
        if (!tokens.IsKeyword(0, "select") && !tokens.IsKeyword(0, "with"))
        {
            return Broken(
                new SqlProblem(
                    tokens[0].Line,
                    $"The statement starts with \"{tokens[0].Text}\"; it must be a SELECT (or WITH … SELECT)."
                )
            );
        }
        var reader = new SqlQueryReader(tokens);
        reader.Read(0, end);
        return new SqlQuery
        {
            Tables = reader.Tables,
            Problems = reader.Problems,
            Parameters = [.. Each(tokens).Where(t => t.Kind == SqlTokenKind.Parameter)],
            Words = Each(tokens).Where(t => t.IsName).Select(t => t.Text).ToHashSet(StringComparer.Ordinal),
            Code = tokens.Code,
        };
    }

    private static IEnumerable<SqlToken> Each(SqlTokens tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            yield return tokens[i];
        }
    }

    private static SqlQuery Broken(SqlProblem problem) =>
        new()
        {
            Tables = [],
            Parameters = [],
            Code = "",
            Problems = [problem],
            Words = new HashSet<string>(),
        };
}
