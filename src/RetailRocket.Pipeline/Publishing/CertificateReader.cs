using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>The one reader of certificates.</summary>
public sealed class CertificateReader(NpgsqlDataSource reader)
{
    private const string Publications = """
        select
            published.date, published.run_id, published.published_at, published.published_by, published.verdict,
            published.definition_version, published.figures_version, published.as_of_seq,
            coalesce(judged.passed, 0), coalesce(judged.passed + judged.warned + judged.failed, 0),
            waivers.id, waivers.reason, waivers.asked_by, waivers.decided_by, waivers.ends_at, waivers.checks
        from ops.publications as published
        left join ops.run_dates as judged on judged.run_id = published.run_id and judged.date = published.date
        left join ops.waivers on waivers.id = published.waiver_id
        where published.pipeline = $1
            and ($2 is null or published.date >= $2)
            and ($3 is null or published.date <= $3)
        order by published.date
        """;

    private const string SourceDates =
        "select source, business_date, changed_seq from ops.source_dates where pipeline = $1";

    private const string Sources = "select source, changed_seq from ops.source_states where pipeline = $1";

    /// <summary>Certificates of the published dates of a range, ascending.</summary>
    /// <param name="from">Null for no first date.</param>
    /// <param name="to">Null for no last date.</param>
    public async Task<IReadOnlyList<Certificate>> ReadAsync(
        PipelineDefinition definition,
        DateOnly? from,
        DateOnly? to,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await reader.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, definition, from, to, cancellationToken);
    }

    /// <summary>The certificate of a date; null when the date is not published.</summary>
    public async Task<Certificate?> FindAsync(
        PipelineDefinition definition,
        DateOnly date,
        CancellationToken cancellationToken
    ) => (await ReadAsync(definition, date, date, cancellationToken)).SingleOrDefault();

    /// <summary>The same in the caller's transaction, so that certificates are of the same moment as the rows it reads.</summary>
    public static async Task<IReadOnlyList<Certificate>> ReadAsync(
        NpgsqlConnection connection,
        PipelineDefinition definition,
        DateOnly? from,
        DateOnly? to,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(definition);
        await using var batch = new NpgsqlBatch(connection);
        Add(Publications, DateParameter(from), DateParameter(to));
        Add(SourceDates);
        Add(Sources);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var found = await ListAsync(
            rows,
            row => (Publication: PublicationOf(definition, row), Certificate: CertificateOf(definition, row)),
            cancellationToken
        );
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
        var freshness = new Freshness(definition, StateOf(sourceDates, sources));
        return [.. found.Select(row => row.Certificate with { Stale = freshness.WhyStale(row.Publication) })];

        void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter { Value = definition.Name });
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }
    }

    private static Publication PublicationOf(PipelineDefinition definition, NpgsqlDataReader row) =>
        new()
        {
            Pipeline = definition.Name,
            Date = row.GetFieldValue<DateOnly>(0),
            RunId = row.GetInt64(1),
            PublishedBy = row.GetString(3),
            DefinitionVersion = row.GetString(5),
            FiguresVersion = row.GetString(6),
            AsOfSeq = row.GetInt64(7),
        };

    private static Certificate CertificateOf(PipelineDefinition definition, NpgsqlDataReader row) =>
        new()
        {
            Pipeline = definition.Name,
            AsOf = row.GetFieldValue<DateOnly>(0),
            RunId = row.GetInt64(1),
            PublishedAt = row.GetDateTime(2),
            PublishedBy = row.GetString(3),
            Verdict = Enum.Parse<Verdict>(row.GetString(4)),
            DefinitionVersion = row.GetString(5),
            Passed = row.GetInt32(8),
            Checks = row.GetInt32(9),
            Waiver = row.IsDBNull(10)
                ? null
                : new CertificateWaiver(
                    row.GetInt64(10),
                    row.GetString(11),
                    row.GetString(12),
                    row.GetString(13),
                    row.GetDateTime(14),
                    row.GetFieldValue<string[]>(15)
                ),
        };

    /// <summary>What freshness is told by; the builds of models are not read, as no publication depends on them.</summary>
    private static PipelineState StateOf(List<SourceDateState> dates, List<(string Source, long Seq)> sources) =>
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
            Publications = new Dictionary<DateOnly, Publication>(),
            AsOfSeq = dates
                .Select(date => date.ChangedSeq)
                .Concat(sources.Select(source => source.Seq))
                .DefaultIfEmpty()
                .Max(),
        };

    private static NpgsqlParameter DateParameter(DateOnly? date) =>
        new() { NpgsqlDbType = NpgsqlDbType.Date, Value = (object?)date ?? DBNull.Value };

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
