using System.Globalization;

namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>The tokens of a text whose brackets pair up, with the questions that a reader of SQL asks about them.</summary>
internal sealed class SqlTokens
{
    private const int MaxDepth = 100;

    private readonly IReadOnlyList<SqlToken> _tokens;
    private readonly int[] _closing;

    private SqlTokens(IReadOnlyList<SqlToken> tokens)
    {
        _tokens = tokens;
        _closing = new int[tokens.Count];
    }

    public int Count => _tokens.Count;

    public SqlToken this[int index] => _tokens[index];

    /// <summary>The tokens as one text: equal for two texts that differ in comments, spacing and the case of words alone.</summary>
    public string Code => string.Join('\n', _tokens.Select(t => $"{(int)t.Kind}{t.Text}"));

    /// <summary>Null, with the reason, for a text that no statement can be made of.</summary>
    public static SqlTokens? Read(string sql, out SqlProblem? problem)
    {
        var tokens = new SqlTokens(SqlLexer.Read(sql, out problem));
        problem ??= tokens.PairBrackets();
        return problem is null ? tokens : null;
    }

    /// <summary>Index of the bracket that closes the one at <paramref name="open"/>.</summary>
    public int Closing(int open) => _closing[open];

    /// <summary>The unquoted word at the index, unless it is a column after a dot or a label after AS.</summary>
    public bool IsKeyword(int index, string word) => KeywordAt(index) is { } found && found == word;

    /// <inheritdoc cref="IsKeyword"/>
    public string? KeywordAt(int index)
    {
        if (index < 0 || index >= Count || this[index].Kind != SqlTokenKind.Word)
        {
            return null;
        }
        var afterDotOrAs =
            index > 0
            && (this[index - 1].IsSymbol('.') || (this[index - 1] is { Kind: SqlTokenKind.Word, Text: "as" }));
        return afterDotOrAs ? null : this[index].Text;
    }

    public bool IsSymbol(int index, char symbol) => index >= 0 && index < Count && this[index].IsSymbol(symbol);

    public bool IsName(int index) => index >= 0 && index < Count && this[index].IsName;

    private SqlProblem? PairBrackets()
    {
        var open = new Stack<int>();
        for (var i = 0; i < Count; i++)
        {
            if (IsSymbol(i, '(') || IsSymbol(i, '['))
            {
                open.Push(i);
                if (open.Count > MaxDepth)
                {
                    return new SqlProblem(
                        this[i].Line,
                        $"More than {MaxDepth} brackets are open here; split the statement into CTEs."
                    );
                }
            }
            else if (IsSymbol(i, ')') || IsSymbol(i, ']'))
            {
                var expected = IsSymbol(i, ')') ? '(' : '[';
                if (!open.TryPop(out var opening))
                {
                    return new SqlProblem(
                        this[i].Line,
                        $"This {this[i].Text} closes nothing; a {expected} before it is missing."
                    );
                }
                if (!IsSymbol(opening, expected))
                {
                    var where = this[opening].Line.ToString(CultureInfo.InvariantCulture);
                    return new SqlProblem(
                        this[i].Line,
                        $"This {this[i].Text} does not close the {this[opening].Text} opened on line {where}."
                    );
                }
                _closing[opening] = i;
            }
        }
        return open.TryPeek(out var unclosed)
            ? new SqlProblem(this[unclosed].Line, $"The {this[unclosed].Text} opened here is never closed.")
            : null;
    }
}
