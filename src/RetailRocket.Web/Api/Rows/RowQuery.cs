using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Api.Errors;

namespace RetailRocket.Web.Api.Rows;

/// <summary>One page of a source as SQL: keyset paging, so that page 1,000 costs what page 1 does.</summary>
internal sealed class RowQuery
{
    private readonly RowSource source;
    private readonly IReadOnlyList<RowFilter> filters;
    private readonly RowCursor? after;

    /// <param name="columns">Names as asked for; null for all that are served unasked.</param>
    /// <exception cref="ApiException">422: a column or the cursor does not belong to the source.</exception>
    public RowQuery(
        RowSource source,
        IReadOnlyList<string>? columns,
        IReadOnlyList<RowFilter> filters,
        RowCursor? after
    )
    {
        this.source = source;
        this.filters = filters;
        this.after = after;
        Columns = Choose(source, columns);
        if (after is not null && (after.Source != source.Name || after.Key.Count != source.Key.Count))
            throw ApiException.Invalid("cursor", "This cursor is of another table; begin without one.");
    }

    /// <summary>What the rows are made of.</summary>
    public IReadOnlyList<PublishedColumn> Columns { get; }

    /// <summary>The key of the last row of a page of <paramref name="limit"/> rows; null when no row comes after it.</summary>
    public async Task<IReadOnlyList<string>?> LastKeyAsync(
        NpgsqlConnection connection,
        int limit,
        CancellationToken cancellationToken
    )
    {
        // Named apart from the columns, or the order would be that of the texts.
        var keys = string.Join(
            ", ",
            source.Key.Select(
                (name, place) =>
                    string.Create(CultureInfo.InvariantCulture, $"{SqlName.Quote(name)}::text as key_{place}")
            )
        );
        await using var command = Command(connection, $"select {keys}", "offset @skip limit 2");
        command.Parameters.AddWithValue("skip", limit - 1);
        try
        {
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            if (!await rows.ReadAsync(cancellationToken))
                return null;
            IReadOnlyList<string> last = [.. source.Key.Select((_, place) => rows.GetString(place))];
            return await rows.ReadAsync(cancellationToken) ? last : null;
        }
        catch (PostgresException error)
            when (after is not null && error.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            throw ApiException.Invalid("cursor", "This cursor was changed; begin without one.");
        }
    }

    /// <summary>The rows; the caller disposes both.</summary>
    public NpgsqlCommand Rows(NpgsqlConnection connection, int? limit)
    {
        var list = string.Join(", ", Columns.Select(column => SqlName.Quote(column.Name)));
        var command = Command(connection, $"select {list}", limit is null ? "" : "limit @limit");
        if (limit is { } most)
            command.Parameters.AddWithValue("limit", most);
        // A download takes as long as its reader does; it ends with the request.
        command.CommandTimeout = 0;
        return command;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string select, string page)
    {
        var conditions = filters.Select(filter => filter.Sql).ToList();
        if (after is not null)
            conditions.Add(AfterCursor());
        var where = conditions.Count > 0 ? $"where {string.Join(" and ", conditions)}" : "";
        var direction = source.IsDescending ? " desc" : "";
        var order = string.Join(", ", source.Key.Select(name => $"{SqlName.Quote(name)}{direction}"));
        var command = new NpgsqlCommand($"{select} from {source.From} {where} order by {order} {page}", connection);
        foreach (var filter in filters)
            command.Parameters.AddWithValue(filter.Parameter, filter.Value);
        for (var place = 0; place < (after?.Key.Count ?? 0); place++)
            command.Parameters.AddWithValue($"after_{place}", after!.Key[place]);
        return command;
    }

    private string AfterCursor()
    {
        var keys = string.Join(", ", source.Key.Select(SqlName.Quote));
        // The type comes from the database's catalogue, or from a constant of this program.
        var values = string.Join(
            ", ",
            source.Key.Select((name, place) => $"@after_{place}::{source.Find(name)!.Type}")
        );
        return $"({keys}) {(source.IsDescending ? "<" : ">")} ({values})";
    }

    private static IReadOnlyList<PublishedColumn> Choose(RowSource source, IReadOnlyList<string>? asked)
    {
        if (asked is null)
            return [.. source.Columns.Where(column => !source.OnRequest.Contains(column.Name))];
        var unknown = asked.Where(name => source.Find(name) is null).ToList();
        if (unknown.Count > 0)
            throw ApiException.Invalid(
                "columns",
                $"{source.Name} has no column {string.Join(", ", unknown.Select(name => $"'{name}'"))}. "
                    + $"It has: {string.Join(", ", source.Columns.Select(column => column.Name))}."
            );
        if (asked.Count != asked.Distinct().Count())
            throw ApiException.Invalid("columns", "A column is named twice.");
        return [.. asked.Select(name => source.Find(name)!)];
    }
}
