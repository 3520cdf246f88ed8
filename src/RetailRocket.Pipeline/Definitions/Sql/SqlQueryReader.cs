namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>
/// Finds the tables that a query reads. It follows the structure of the text (WITH, sub-queries, FROM lists) and no more of
/// the grammar: what it does not know it steps over, and PostgreSQL judges it.
/// </summary>
internal sealed class SqlQueryReader(SqlTokens tokens)
{
    private static readonly HashSet<string> s_writes = ["insert", "update", "delete", "merge"];
    private static readonly HashSet<string> s_queryStarts = ["select", "with", "values", "table", .. s_writes];
    private static readonly HashSet<string> s_setOperations = ["union", "intersect", "except"];
    private static readonly HashSet<string> s_queryEnds =
    [
        .. s_setOperations,
        "order",
        "limit",
        "offset",
        "fetch",
        "for",
    ];
    private static readonly HashSet<string> s_fromEnds = [.. s_queryEnds, "where", "group", "having", "window"];

    private readonly List<TableReference> _tables = [];
    private readonly List<SqlProblem> _problems = [];

    public IReadOnlyList<TableReference> Tables => _tables;

    public IReadOnlyList<SqlProblem> Problems => _problems;

    /// <summary>Reads the query from token <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public void Read(int start, int end) => Query(start, end, new CteScope(null));

    private void Query(int start, int end, CteScope outer)
    {
        var at = start;
        var scope = outer;
        if (tokens.IsKeyword(at, "with"))
        {
            scope = new CteScope(outer);
            at = With(at + 1, end, scope);
        }
        if (tokens.KeywordAt(at) is { } word && s_writes.Contains(word))
        {
            _problems.Add(
                new SqlProblem(
                    tokens[at].Line,
                    $"{word.ToUpperInvariant()} is not allowed: SQL of models and checks only reads."
                )
            );
        }
        while (at < end)
        {
            if (tokens.IsSymbol(at, '('))
            {
                at = Group(at, scope);
            }
            else if (tokens.IsKeyword(at, "from") && !IsDistinctFrom(at))
            {
                at = FromList(at + 1, end, scope);
            }
            else if (tokens.IsKeyword(at, "table") && StartsQuery(at, start))
            {
                at = FromItem(at + 1, end, scope);
            }
            else
            {
                if (tokens.IsKeyword(at, "into"))
                {
                    _problems.Add(
                        new SqlProblem(tokens[at].Line, "SELECT INTO is not allowed: the engine fills the table.")
                    );
                }
                at++;
            }
        }
    }

    /// <summary>Reads the list of named queries; returns the index of the query that follows them.</summary>
    private int With(int at, int end, CteScope scope)
    {
        var recursive = tokens.IsKeyword(at, "recursive");
        at += recursive ? 1 : 0;
        var bodies = new List<(string Name, int Open)>();
        while (at < end && CteBody(at, end) is { } open)
        {
            var name = tokens[at].Text;
            if (!recursive)
            {
                // Without RECURSIVE a name is not yet visible in its own query: there it still means the table.
                Query(open + 1, tokens.Closing(open), scope);
                scope.Add(name);
            }
            bodies.Add((name, open));
            at = AfterCte(tokens.Closing(open) + 1, end);
        }
        if (recursive)
        {
            bodies.ForEach(b => scope.Add(b.Name));
            bodies.ForEach(b => Query(b.Open + 1, tokens.Closing(b.Open), scope));
        }
        return at;
    }

    /// <summary>Index of the bracket that opens the body of the CTE named at the index, or null when none is there.</summary>
    private int? CteBody(int at, int end)
    {
        if (!tokens.IsName(at++))
        {
            return null;
        }
        if (tokens.IsSymbol(at, '('))
        {
            at = tokens.Closing(at) + 1;
        }
        if (!tokens.IsKeyword(at++, "as"))
        {
            return null;
        }
        while (at < end && tokens[at] is { Kind: SqlTokenKind.Word, Text: "not" or "materialized" })
        {
            at++;
        }
        return at < end && tokens.IsSymbol(at, '(') ? at : null;
    }

    /// <summary>Steps over SEARCH and CYCLE clauses to the next CTE or to the query itself.</summary>
    private int AfterCte(int at, int end)
    {
        while (at < end && !(tokens.IsSymbol(at, ',') && CteBody(at + 1, end) is not null))
        {
            if (tokens.IsSymbol(at, '(') || (tokens.KeywordAt(at) is { } word && s_queryStarts.Contains(word)))
            {
                return at;
            }
            at++;
        }
        return Math.Min(at + 1, end);
    }

    /// <summary>Reads items up to the clause that ends the list; returns its index.</summary>
    private int FromList(int at, int end, CteScope scope)
    {
        at = FromItem(at, end, scope);
        while (at < end)
        {
            if (tokens.IsSymbol(at, '('))
            {
                at = Group(at, scope);
            }
            else if (tokens.IsSymbol(at, ',') || tokens.IsKeyword(at, "join"))
            {
                at = FromItem(at + 1, end, scope);
            }
            else if (tokens.KeywordAt(at) is { } word && s_fromEnds.Contains(word))
            {
                return at;
            }
            else
            {
                at++;
            }
        }
        return at;
    }

    private int FromItem(int at, int end, CteScope scope)
    {
        while (tokens.IsKeyword(at, "lateral") || tokens.IsKeyword(at, "only"))
        {
            at++;
        }
        if (tokens.IsKeyword(at, "rows") && tokens.IsKeyword(at + 1, "from"))
        {
            at += 2;
        }
        if (at < end && tokens.IsSymbol(at, '('))
        {
            var close = tokens.Closing(at);
            if (IsQuery(at + 1, close))
            {
                Query(at + 1, close, scope);
            }
            else
            {
                FromList(at + 1, close, scope);
            }
            return close + 1;
        }
        if (at >= end || !tokens.IsName(at))
        {
            return at;
        }
        var first = at;
        while (tokens.IsSymbol(at + 1, '.') && tokens.IsName(at + 2))
        {
            at += 2;
        }
        if (at + 1 < end && tokens.IsSymbol(at + 1, '('))
        {
            return Group(at + 1, scope);
        }
        var schema = at > first ? tokens[at - 2].Text : null;
        if (schema is not null || !scope.Has(tokens[at].Text))
        {
            _tables.Add(new TableReference(schema, tokens[at].Text, tokens[at].Line));
        }
        return at + 1;
    }

    /// <summary>Reads what the bracket at the index encloses; returns the index behind it.</summary>
    private int Group(int open, CteScope scope)
    {
        var close = tokens.Closing(open);
        if (IsQuery(open + 1, close))
        {
            Query(open + 1, close, scope);
            return close + 1;
        }
        // An expression: a FROM in it belongs to extract, substring, trim or overlay.
        for (var at = open + 1; at < close; )
        {
            at = tokens.IsSymbol(at, '(') ? Group(at, scope) : at + 1;
        }
        return close + 1;
    }

    private bool IsQuery(int start, int end)
    {
        if (start < end && tokens.IsSymbol(start, '('))
        {
            var next = tokens.Closing(start) + 1;
            return IsQuery(start + 1, next - 1)
                && (next == end || (tokens.KeywordAt(next) is { } word && s_queryEnds.Contains(word)));
        }
        return start < end
            && tokens.KeywordAt(start) is { } first
            && s_queryStarts.Contains(first)
            && (first == "select" || first == "values" || !tokens.IsSymbol(start + 1, '('));
    }

    private bool IsDistinctFrom(int at) =>
        tokens.IsKeyword(at - 1, "distinct") && (tokens.IsKeyword(at - 2, "is") || tokens.IsKeyword(at - 2, "not"));

    private bool StartsQuery(int at, int start) =>
        at == start
        || (
            tokens.KeywordAt(at - 1) is { } before
            && (s_setOperations.Contains(before) || before is "all" or "distinct")
        );
}
