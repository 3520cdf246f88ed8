using Npgsql;

namespace RetailRocket.Web.Features;

/// <summary>Reads rows with parameters: what every query service does.</summary>
public static class SqlReading
{
    /// <summary>All rows of a query.</summary>
    /// <param name="sql">A statement of constants and validated identifiers; values are parameters, <c>@name</c>.</param>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlDataSource source,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var command = source.CreateCommand(sql).With(parameters);
        return await command.ListAsync(read, cancellationToken);
    }

    /// <summary>The command with values for its <c>@name</c>s; null is NULL.</summary>
    internal static NpgsqlCommand With(this NpgsqlCommand command, IEnumerable<(string Name, object? Value)> parameters)
    {
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    /// <summary>All rows of a command.</summary>
    internal static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlCommand command,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            list.Add(read(rows));
        return list;
    }

    /// <summary>A column's value, or null where the column is NULL.</summary>
    public static T? Maybe<T>(this NpgsqlDataReader row, int column)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
    }

    /// <summary>A text column, or null where it is NULL.</summary>
    public static string? Words(this NpgsqlDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetString(column);
    }

    /// <summary>A text column as one of an enumeration, or null where it is NULL.</summary>
    public static T? Word<T>(this NpgsqlDataReader row, int column)
        where T : struct, Enum => row.Words(column) is { } word ? Enum.Parse<T>(word) : null;
}
