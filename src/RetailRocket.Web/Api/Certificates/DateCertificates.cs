using Npgsql;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Web.Api.Requests;

namespace RetailRocket.Web.Api.Certificates;

/// <summary>Reads what stands behind published dates, in the caller's transaction, so that it is of the same moment as the rows.</summary>
internal static class DateCertificates
{
    private const string Sql = """
        select date, run_id, published_at, published_by, verdict, definition_version, figures_version, as_of_seq
        from ops.publications
        where pipeline = $1 and ($2 is null or date >= $2) and ($3 is null or date <= $3)
        order by date;
        select source, business_date, changed_seq from ops.source_dates where pipeline = $1;
        select source, changed_seq from ops.source_states where pipeline = $1
        """;

    public static async Task<IReadOnlyList<DateCertificate>> ReadAsync(
        NpgsqlConnection connection,
        PipelineDefinition definition,
        DateFilter dates,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in Sql.Split(';'))
        {
            var command = new NpgsqlBatchCommand(statement);
            command.Parameters.Add(new NpgsqlParameter { Value = definition.Name });
            if (statement.Contains("$3", StringComparison.Ordinal))
            {
                command.Parameters.Add(DateParameter(dates.From));
                command.Parameters.Add(DateParameter(dates.To));
            }
            batch.BatchCommands.Add(command);
        }
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var publications = await ListAsync(rows, row => Publication(definition, row), cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        var sourceDates = await ListAsync(
            rows,
            row => new SourceDateState
            {
                Pipeline = definition.Name,
                Source = row.GetString(0),
                BusinessDate = row.GetFieldValue<DateOnly>(1),
                ChangedSeq = row.GetInt64(2),
            },
            cancellationToken
        );
        await rows.NextResultAsync(cancellationToken);
        var sources = await ListAsync(rows, row => (row.GetString(0), row.GetInt64(1)), cancellationToken);
        var freshness = new Freshness(definition, State(publications, sourceDates, sources));
        return [.. publications.Select(found => DateCertificate.Of(found, freshness.WhyStale(found)))];
    }

    private static Publication Publication(PipelineDefinition definition, NpgsqlDataReader row) =>
        new()
        {
            Pipeline = definition.Name,
            Date = row.GetFieldValue<DateOnly>(0),
            RunId = row.GetInt64(1),
            PublishedAt = row.GetDateTime(2),
            PublishedBy = row.GetString(3),
            Verdict = Enum.Parse<Verdict>(row.GetString(4)),
            DefinitionVersion = row.GetString(5),
            FiguresVersion = row.GetString(6),
            AsOfSeq = row.GetInt64(7),
        };

    /// <summary>What freshness is told by; the builds of models are not read, as no publication depends on them.</summary>
    private static PipelineState State(
        List<Publication> publications,
        List<SourceDateState> dates,
        List<(string Source, long Seq)> sources
    ) =>
        new()
        {
            SourceDates = dates
                .GroupBy(date => date.Source)
                .ToDictionary(
                    source => source.Key,
                    source => new SortedList<DateOnly, SourceDateState>(source.ToDictionary(date => date.BusinessDate))
                ),
            SourceSeqs = sources.ToDictionary(source => source.Source, source => source.Seq),
            ModelDates = new Dictionary<string, Dictionary<DateOnly, ModelDate>>(),
            ModelStates = new Dictionary<string, ModelState>(),
            Publications = publications.ToDictionary(publication => publication.Date),
            AsOfSeq = dates
                .Select(date => date.ChangedSeq)
                .Concat(sources.Select(source => source.Seq))
                .DefaultIfEmpty()
                .Max(),
        };

    private static NpgsqlParameter DateParameter(DateOnly? date) =>
        new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date, Value = (object?)date ?? DBNull.Value };

    private static async Task<List<T>> ListAsync<T>(
        NpgsqlDataReader rows,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            list.Add(read(rows));
        return list;
    }
}
