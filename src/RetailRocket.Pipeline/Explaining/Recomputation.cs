using System.Text;
using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>
/// Computes a figure as it would be under another definition or from other rows: the models' own texts become parts of one
/// SELECT, each named after the table it stands in for, so that nothing is written. A table that holds what the definition
/// gives is read as it is.
/// </summary>
internal sealed class Recomputation
{
    private readonly NpgsqlConnection connection;
    private readonly RunFiles files;
    private readonly Dictionary<(string Model, DateOnly Date), string> built;

    private Recomputation(
        NpgsqlConnection connection,
        RunFiles files,
        Dictionary<(string Model, DateOnly Date), string> built
    )
    {
        this.connection = connection;
        this.files = files;
        this.built = built;
    }

    /// <param name="range">All dates that will be computed.</param>
    public static async Task<Recomputation> OpenAsync(
        NpgsqlConnection connection,
        string pipeline,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        var landed = await ListAsync(
            """
            select dates.file_id, dates.business_date
            from ops.source_file_dates as dates
            inner join ops.source_files as files on dates.file_id = files.id
            where
                files.pipeline = @pipeline
                and files.replaced_at is null
                and dates.business_date between @from and @to
            """,
            row => (row.GetInt32(0), row.GetFieldValue<DateOnly>(1))
        );
        var built = await ListAsync(
            "select model, date, version from ops.model_dates where pipeline = @pipeline and date between @from and @to",
            row => (Key: (row.GetString(0), row.GetFieldValue<DateOnly>(1)), Version: row.GetString(2))
        );
        return new Recomputation(
            connection,
            new RunFiles(landed),
            built.ToDictionary(date => date.Key, date => date.Version)
        );

        async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.AddWithValue("pipeline", pipeline);
            command.Parameters.Add(new("from", NpgsqlDbType.Date) { Value = range.From });
            command.Parameters.Add(new("to", NpgsqlDbType.Date) { Value = range.To });
            var list = new List<T>();
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
                list.Add(read(rows));
            return list;
        }
    }

    /// <summary>Whether the model's table holds, for the date, what this version of the model gives.</summary>
    public bool Holds(ModelDefinition model, DateOnly date) =>
        built.TryGetValue((model.Table, date), out var version) && version == model.Version;

    /// <summary>Whether a date was ever built.</summary>
    public bool IsBuilt(string model, DateOnly date) => built.ContainsKey((model, date));

    /// <summary>Rows of <paramref name="select"/>, which reads the tables and the parts by their names.</summary>
    /// <param name="definition">Gives the zone and the settings.</param>
    /// <param name="parts">What stands in for tables or is named anew, each after what it reads.</param>
    /// <exception cref="ExplainException">PostgreSQL refuses the statement, or it takes too long.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(
        PipelineDefinition definition,
        DateRange range,
        IEnumerable<ReplacedTable> parts,
        string select,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        var statement = new StringBuilder();
        foreach (var part in parts)
            statement
                .Append(statement.Length == 0 ? "with " : ",\n")
                .Append(SqlName.Quote(part.Table))
                .Append(" as (\n")
                .Append(part.Sql.Sql)
                .Append("\n)");
        statement.Append('\n').Append(select);
        var wide = new DateRange(range.From.AddDays(-1), range.To.AddDays(1));
        try
        {
            await using var command = new SqlParameters(definition, range, files.Of(wide)).CreateCommand(
                connection,
                statement.ToString()
            );
            var list = new List<T>();
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
                list.Add(read(rows));
            return list;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            throw new ExplainException(
                ExplainFailure.NotComputed,
                $"Recomputing {range} took longer than {ReadOnlyWork.Limit.TotalSeconds} s. Choose shorter ranges.",
                error
            );
        }
        catch (PostgresException error) when (error.SqlState[..2] is "22" or "42")
        {
            throw new ExplainException(
                ExplainFailure.NotComputed,
                $"{definition.Name} cannot be recomputed under definition {definition.Version}: {error.MessageText} "
                    + $"(SQLSTATE {error.SqlState}).",
                error
            );
        }
    }
}
