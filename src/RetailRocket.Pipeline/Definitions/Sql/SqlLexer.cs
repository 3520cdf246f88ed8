namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>
/// Cuts SQL into tokens by PostgreSQL's lexical rules: nested comments, <c>'..'</c>, <c>E'..'</c>, <c>$tag$..$tag$</c>,
/// quoted names. <c>@name</c> is a parameter wherever the driver would take it for one.
/// </summary>
internal sealed class SqlLexer
{
    private readonly string _sql;
    private readonly List<SqlToken> _tokens = [];
    private int _at;
    private int _line = 1;
    private SqlProblem? _unclosed;

    private SqlLexer(string sql) => _sql = sql;

    /// <param name="sql">Text whose lines end in <c>\n</c>.</param>
    /// <param name="unclosed">The literal, name or comment that the text ends in; the tokens stop before it.</param>
    public static IReadOnlyList<SqlToken> Read(string sql, out SqlProblem? unclosed)
    {
        var lexer = new SqlLexer(sql);
        while (lexer._unclosed is null && lexer._at < sql.Length)
        {
            lexer.ReadOne();
        }
        unclosed = lexer._unclosed;
        return lexer._tokens;
    }

    private char Current => _sql[_at];

    private char Next => _at + 1 < _sql.Length ? _sql[_at + 1] : '\0';

    private void ReadOne()
    {
        if (char.IsWhiteSpace(Current))
        {
            Advance();
        }
        else if (Current == '-' && Next == '-')
        {
            var end = _sql.IndexOf('\n', _at);
            _at = end < 0 ? _sql.Length : end;
        }
        else if (Current == '/' && Next == '*')
        {
            SkipBlockComment();
        }
        else if (Current == '\'')
        {
            ReadQuoted(_at, '\'', backslashEscapes: false, "string");
        }
        else if (Current == '"')
        {
            ReadQuoted(_at, '"', backslashEscapes: false, "quoted name");
        }
        else if (Current == '$' && TryReadDollarQuoted())
        {
            return;
        }
        else if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Next)))
        {
            ReadNumber();
        }
        else if (IsNameStart(Current))
        {
            ReadWord();
        }
        else if (Current == '@' && IsNameStart(Next) && (_at == 0 || _sql[_at - 1] != '@'))
        {
            var start = ++_at;
            SkipName();
            Add(SqlTokenKind.Parameter, _sql[start.._at], _line);
        }
        else
        {
            Add(SqlTokenKind.Symbol, Current.ToString(), _line);
            _at++;
        }
    }

    private void SkipBlockComment()
    {
        var line = _line;
        var depth = 0;
        do
        {
            if (_at >= _sql.Length)
            {
                _unclosed = new SqlProblem(line, "The comment that starts here (/*) is never closed with */.");
                return;
            }
            var step =
                Current == '/' && Next == '*' ? 1
                : Current == '*' && Next == '/' ? -1
                : 0;
            depth += step;
            Advance();
            if (step != 0)
            {
                Advance();
            }
        } while (depth > 0);
    }

    /// <summary>Reads from the quote at the current position; the token starts at <paramref name="start"/>, with its prefix.</summary>
    private void ReadQuoted(int start, char quote, bool backslashEscapes, string what)
    {
        var line = _line;
        var opening = _at;
        Advance();
        while (_at < _sql.Length)
        {
            if (Current == quote && Next != quote)
            {
                _at++;
                if (quote == '"')
                {
                    Add(
                        SqlTokenKind.QuotedName,
                        _sql[(opening + 1)..(_at - 1)].Replace("\"\"", "\"", StringComparison.Ordinal),
                        line
                    );
                }
                else
                {
                    Add(SqlTokenKind.Literal, _sql[start.._at], line);
                }
                return;
            }
            // A doubled quote, or a character behind a backslash, does not end the text.
            if (Current == quote || (backslashEscapes && Current == '\\' && Next != '\0'))
            {
                Advance();
            }
            Advance();
        }
        _unclosed = new SqlProblem(line, $"The {what} that starts here is never closed with {quote}.");
    }

    private bool TryReadDollarQuoted()
    {
        var end = _at + 1;
        while (end < _sql.Length && IsNamePart(_sql[end]) && _sql[end] != '$')
        {
            end++;
        }
        if (end >= _sql.Length || _sql[end] != '$' || char.IsAsciiDigit(Next))
        {
            return false;
        }
        var (start, line, tag) = (_at, _line, _sql[_at..(end + 1)]);
        var close = _sql.IndexOf(tag, end + 1, StringComparison.Ordinal);
        if (close < 0)
        {
            _unclosed = new SqlProblem(line, $"The text that starts here with {tag} is never closed with {tag}.");
            return true;
        }
        while (_at < close + tag.Length)
        {
            Advance();
        }
        Add(SqlTokenKind.Literal, _sql[start.._at], line);
        return true;
    }

    private void ReadNumber()
    {
        var start = _at;
        var point = false;
        while (
            _at < _sql.Length && (char.IsAsciiLetterOrDigit(Current) || Current == '_' || (Current == '.' && !point))
        )
        {
            point |= Current == '.';
            var exponent = (Current is 'e' or 'E') && (Next is '+' or '-');
            _at += exponent ? 2 : 1;
        }
        _at = Math.Min(_at, _sql.Length);
        Add(SqlTokenKind.Number, _sql[start.._at], _line);
    }

    private void ReadWord()
    {
        var start = _at;
        SkipName();
        var prefix = _at - start == 1 && _at < _sql.Length ? char.ToLowerInvariant(_sql[start]) : '\0';
        if ((prefix is 'e' or 'b' or 'x' or 'n') && Current == '\'')
        {
            ReadQuoted(start, '\'', prefix == 'e', "string");
        }
        else if (prefix == 'u' && Current == '&' && (Next is '\'' or '"'))
        {
            _at++;
            ReadQuoted(start, Current, backslashEscapes: false, Current == '"' ? "quoted name" : "string");
        }
        else
        {
            Add(SqlTokenKind.Word, _sql[start.._at].ToLowerInvariant(), _line);
        }
    }

    private void SkipName()
    {
        while (_at < _sql.Length && IsNamePart(Current))
        {
            _at++;
        }
    }

    private void Advance()
    {
        if (_at < _sql.Length && _sql[_at++] == '\n')
        {
            _line++;
        }
    }

    private void Add(SqlTokenKind kind, string text, int line) => _tokens.Add(new SqlToken(kind, text, line));

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= '\u0080';

    private static bool IsNamePart(char c) => IsNameStart(c) || char.IsAsciiDigit(c) || c == '$';
}
