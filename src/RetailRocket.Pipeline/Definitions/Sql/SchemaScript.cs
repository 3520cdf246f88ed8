namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>Finds the tables that a script creates. The script is free SQL otherwise.</summary>
internal sealed class SchemaScript
{
    private static readonly HashSet<string> s_constraints =
    [
        "constraint",
        "primary",
        "unique",
        "foreign",
        "check",
        "exclude",
        "like",
    ];
    private static readonly HashSet<string> s_afterType =
    [
        "not",
        "null",
        "default",
        "primary",
        "unique",
        "references",
        "check",
        "constraint",
        "generated",
        "collate",
        "compression",
        "storage",
    ];

    private readonly string _path;
    private readonly SqlTokens _tokens;

    private SchemaScript(string path, SqlTokens tokens)
    {
        _path = path;
        _tokens = tokens;
    }

    public static IReadOnlyList<TableDeclaration> Read(SqlText file, out SqlProblem? problem)
    {
        var tokens = SqlTokens.Read(file.Sql, out problem);
        return tokens is null ? [] : [.. new SchemaScript(file.Path, tokens).Tables()];
    }

    private IEnumerable<TableDeclaration> Tables()
    {
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (_tokens.IsKeyword(at, "create") && NameOfTable(at + 1) is { } name && TableAt(name) is { } table)
            {
                yield return table;
            }
        }
    }

    /// <summary>Index of the name in <c>[unlogged] table [if not exists] name</c>; temporary tables are none of ours.</summary>
    private int? NameOfTable(int at)
    {
        at += _tokens.IsKeyword(at, "unlogged") ? 1 : 0;
        if (!_tokens.IsKeyword(at++, "table"))
        {
            return null;
        }
        if (_tokens.IsKeyword(at, "if") && _tokens.IsKeyword(at + 1, "not") && _tokens.IsKeyword(at + 2, "exists"))
        {
            at += 3;
        }
        return _tokens.IsName(at) ? at : null;
    }

    private TableDeclaration? TableAt(int name)
    {
        // A qualified name is a table of another schema; PARTITION OF and OF make no table of their own shape.
        if (
            _tokens.IsSymbol(name + 1, '.')
            || _tokens.IsKeyword(name + 1, "partition")
            || _tokens.IsKeyword(name + 1, "of")
        )
        {
            return null;
        }
        var (columns, primaryKey, at) = (new List<TableColumn>(), new List<string>(), name + 1);
        if (_tokens.IsSymbol(at, '('))
        {
            ReadColumns(at + 1, _tokens.Closing(at), columns, primaryKey);
            at = _tokens.Closing(at) + 1;
        }
        var (partitioning, column) = PartitionBy(at);
        return new TableDeclaration
        {
            Name = _tokens[name].Text,
            Path = _path,
            Line = _tokens[name].Line,
            Columns = columns,
            PrimaryKey = primaryKey,
            Partitioning = partitioning,
            PartitionColumn = column,
        };
    }

    private void ReadColumns(int at, int end, List<TableColumn> columns, List<string> primaryKey)
    {
        var like = false;
        while (at < end)
        {
            var next = EndOfItem(at, end);
            if (_tokens.KeywordAt(at) is { } word && s_constraints.Contains(word))
            {
                like |= word == "like";
                primaryKey.AddRange(KeyOfConstraint(at, next));
            }
            else if (_tokens.IsName(at))
            {
                columns.Add(new TableColumn(_tokens[at].Text, TypeAt(at + 1, next)));
                if (Enumerable.Range(at, next - at).Any(i => _tokens.IsKeyword(i, "primary")))
                {
                    primaryKey.Add(_tokens[at].Text);
                }
            }
            at = next + 1;
        }
        if (like)
        {
            columns.Clear();
        }
    }

    /// <summary>The type without its length or precision: <c>double precision</c>, <c>numeric</c>, <c>int[]</c>.</summary>
    private string TypeAt(int at, int end)
    {
        var words = new List<string>();
        while (at < end && !(_tokens.KeywordAt(at) is { } word && s_afterType.Contains(word)))
        {
            if (_tokens.IsSymbol(at, '(') || _tokens.IsSymbol(at, '['))
            {
                words.AddRange(_tokens.IsSymbol(at, '[') ? ["[]"] : Array.Empty<string>());
                at = _tokens.Closing(at);
            }
            else
            {
                words.Add(_tokens[at].Text);
            }
            at++;
        }
        return string.Join(' ', words).Replace(" []", "[]", StringComparison.Ordinal);
    }

    private IEnumerable<string> KeyOfConstraint(int at, int end)
    {
        for (var i = at; i + 2 < end; i++)
        {
            if (_tokens.IsKeyword(i, "primary") && _tokens.IsKeyword(i + 1, "key") && _tokens.IsSymbol(i + 2, '('))
            {
                return Enumerable
                    .Range(i + 3, _tokens.Closing(i + 2) - i - 3)
                    .Where(_tokens.IsName)
                    .Select(n => _tokens[n].Text);
            }
        }
        return [];
    }

    private (TablePartitioning Partitioning, string? Column) PartitionBy(int at)
    {
        while (at < _tokens.Count && !_tokens.IsSymbol(at, ';') && !_tokens.IsKeyword(at, "partition"))
        {
            at++;
        }
        var kind = _tokens.KeywordAt(at + 2) switch
        {
            "list" => TablePartitioning.List,
            "range" => TablePartitioning.Range,
            "hash" => TablePartitioning.Hash,
            _ => TablePartitioning.None,
        };
        if (!_tokens.IsKeyword(at, "partition") || !_tokens.IsKeyword(at + 1, "by") || kind == TablePartitioning.None)
        {
            return (TablePartitioning.None, null);
        }
        var single = _tokens.IsSymbol(at + 3, '(') && _tokens.Closing(at + 3) == at + 5 && _tokens.IsName(at + 4);
        return (kind, single ? _tokens[at + 4].Text : null);
    }

    /// <summary>Index of the comma that ends the item, or of the bracket that ends the list.</summary>
    private int EndOfItem(int at, int end)
    {
        while (at < end && !_tokens.IsSymbol(at, ','))
        {
            at = _tokens.IsSymbol(at, '(') || _tokens.IsSymbol(at, '[') ? _tokens.Closing(at) + 1 : at + 1;
        }
        return at;
    }
}
