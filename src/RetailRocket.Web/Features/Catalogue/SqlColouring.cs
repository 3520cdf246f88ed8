namespace RetailRocket.Web.Features.Catalogue;

/// <summary>Cuts SQL into pieces for colouring. It never fails: what it does not know is plain, and nothing gets lost.</summary>
public static class SqlColouring
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "all",
        "and",
        "any",
        "array",
        "as",
        "asc",
        "at",
        "between",
        "by",
        "case",
        "cast",
        "coalesce",
        "cross",
        "current",
        "date",
        "desc",
        "distinct",
        "else",
        "end",
        "except",
        "exists",
        "extract",
        "false",
        "filter",
        "first",
        "following",
        "from",
        "full",
        "group",
        "having",
        "in",
        "inner",
        "intersect",
        "interval",
        "is",
        "join",
        "last",
        "lateral",
        "left",
        "like",
        "limit",
        "materialized",
        "not",
        "null",
        "nulls",
        "of",
        "offset",
        "on",
        "or",
        "order",
        "over",
        "partition",
        "preceding",
        "range",
        "recursive",
        "right",
        "rows",
        "select",
        "then",
        "time",
        "true",
        "unbounded",
        "union",
        "unnest",
        "using",
        "values",
        "when",
        "where",
        "window",
        "with",
        "within",
        "zone",
    };

    /// <param name="tables">Names that get <see cref="SqlPieceKind.Table"/>.</param>
    public static IReadOnlyList<SqlPiece> Of(string sql, IReadOnlySet<string> tables)
    {
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(tables);
        var pieces = new List<SqlPiece>();
        var plain = 0;
        var at = 0;
        while (at < sql.Length)
        {
            var (kind, end) = Next(sql, at, tables);
            if (kind == SqlPieceKind.Plain)
            {
                at = end;
                continue;
            }
            if (at > plain)
                pieces.Add(new SqlPiece(SqlPieceKind.Plain, sql[plain..at]));
            pieces.Add(new SqlPiece(kind, sql[at..end]));
            plain = at = end;
        }
        if (plain < sql.Length)
            pieces.Add(new SqlPiece(SqlPieceKind.Plain, sql[plain..]));
        return pieces;
    }

    private static (SqlPieceKind Kind, int End) Next(string sql, int at, IReadOnlySet<string> tables)
    {
        var here = sql[at];
        var next = at + 1 < sql.Length ? sql[at + 1] : '\0';
        if (here == '-' && next == '-')
            return (SqlPieceKind.Comment, Until(sql, at, "\n", included: false));
        if (here == '/' && next == '*')
            return (SqlPieceKind.Comment, Until(sql, at + 2, "*/", included: true));
        if (here == '\'')
            return (SqlPieceKind.Text, EndOfText(sql, at));
        if (here == '@' && IsNameStart(next))
            return (SqlPieceKind.Parameter, EndOfName(sql, at + 1));
        if (char.IsAsciiDigit(here))
            return (SqlPieceKind.Number, EndOfNumber(sql, at));
        if (!IsNameStart(here))
            return (SqlPieceKind.Plain, at + 1);
        var end = EndOfName(sql, at);
        var name = sql[at..end];
        return tables.Contains(name) ? (SqlPieceKind.Table, end)
            : Keywords.Contains(name) ? (SqlPieceKind.Keyword, end)
            : (SqlPieceKind.Plain, end);
    }

    private static int Until(string sql, int from, string mark, bool included)
    {
        var at = sql.IndexOf(mark, Math.Min(from, sql.Length), StringComparison.Ordinal);
        return at < 0 ? sql.Length
            : included ? at + mark.Length
            : at;
    }

    // A doubled quote is a quote within the text.
    private static int EndOfText(string sql, int at)
    {
        while (true)
        {
            var quote = sql.IndexOf('\'', at + 1);
            if (quote < 0)
                return sql.Length;
            if (quote + 1 >= sql.Length || sql[quote + 1] != '\'')
                return quote + 1;
            at = quote + 1;
        }
    }

    private static int EndOfName(string sql, int at)
    {
        while (at < sql.Length && (IsNameStart(sql[at]) || char.IsAsciiDigit(sql[at])))
            at++;
        return at;
    }

    private static int EndOfNumber(string sql, int at)
    {
        while (at < sql.Length && (char.IsAsciiDigit(sql[at]) || sql[at] == '.'))
            at++;
        return at;
    }

    private static bool IsNameStart(char letter) => char.IsLetter(letter) || letter == '_';
}
