using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs;

/// <summary>A pipeline's SQL that PostgreSQL refuses, with the file and line it stands in.</summary>
public sealed partial class PipelineSqlException(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>The line of the file, from 1; null when PostgreSQL names no place.</summary>
    public int? Line { get; private init; }

    /// <param name="statement">What was sent: <paramref name="file"/>'s text, or a statement around it.</param>
    internal static PipelineSqlException In(
        PipelineDefinition definition,
        SqlText file,
        string statement,
        PostgresException error
    )
    {
        var found = LineOf(file, statement, error.Position > 0 ? error.Position : error.InternalPosition);
        var place = found is { } line ? string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{line}") : file.Path;
        return new PipelineSqlException(
            $"sql/{definition.Name}/{place}: {error.MessageText} (SQLSTATE {error.SqlState}).",
            error
        )
        {
            Line = found,
        };
    }

    /// <summary>
    /// The line of the file that an error position falls on. The position counts characters of the statement after the
    /// driver has put <c>$1</c> for <c>@name</c>; lines are the same in both.
    /// </summary>
    private static int? LineOf(SqlText file, string statement, int position)
    {
        var start = statement.IndexOf(file.Sql, StringComparison.Ordinal);
        if (position <= 0 || start < 0)
            return null;
        var numbers = new Dictionary<string, int>();
        var sent = Parameter()
            .Replace(
                statement,
                match =>
                {
                    if (!numbers.TryGetValue(match.Value, out var number))
                        numbers[match.Value] = number = numbers.Count + 1;
                    return string.Create(CultureInfo.InvariantCulture, $"${number}");
                }
            );
        var line =
            1
            + sent.AsSpan(0, Math.Min(position - 1, sent.Length)).Count('\n')
            - statement.AsSpan(0, start).Count('\n');
        return line >= 1 && line <= 1 + file.Sql.AsSpan().Count('\n') ? line : null;
    }

    [GeneratedRegex("@[a-z_][a-z0-9_]*")]
    private static partial Regex Parameter();
}
