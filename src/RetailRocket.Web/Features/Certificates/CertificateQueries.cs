using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Api;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Certificates;

/// <summary>Reads the page of a certificate: checks, files and SQL of the run in question, and the date's history.</summary>
public sealed class CertificateQueries(
    Warehouse warehouse,
    PipelineCatalog catalog,
    CertificateReader certificates,
    PublishedReader published,
    Access access
)
{
    /// <param name="run">The run in question; null for the one that readers see, or else the last that judged the date.</param>
    public async Task<CertificateModel> ReadAsync(
        string pipeline,
        DateOnly date,
        long? run,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Certificate);
        var definition = catalog.Get(pipeline);
        var visible = await certificates.FindAsync(definition, date, cancellationToken);
        var found = await RunAsync(definition, date, run ?? visible?.RunId, cancellationToken);
        var moves = await MovesAsync(pipeline, date, cancellationToken);
        if (found is null)
            return new CertificateModel(date, visible, null, [], [], [], moves);
        return new CertificateModel(
            date,
            visible,
            found,
            await ChecksAsync(date, found.Id, cancellationToken),
            await TablesAsync(definition, found, cancellationToken),
            await FilesAsync(pipeline, date, found.StartedAt, cancellationToken),
            moves
        );
    }

    private async Task<CertifiedRun?> RunAsync(
        PipelineDefinition definition,
        DateOnly date,
        long? run,
        CancellationToken cancellationToken
    )
    {
        var rows = await warehouse.Reader.ListAsync(
            """
            select
                runs.id, judged.verdict, judged.passed, judged.passed + judged.warned + judged.failed, runs.status,
                runs.definition_version, runs.requested_by, runs.started_at, runs.decided_by
            from ops.run_dates as judged
            join ops.runs on runs.id = judged.run_id
            where runs.pipeline = @pipeline and judged.date = @date and (@run::bigint is null or runs.id = @run)
            order by runs.id desc
            limit 1
            """,
            row => new CertifiedRun(
                row.GetInt64(0),
                Enum.Parse<Verdict>(row.GetString(1)),
                row.GetInt32(2),
                row.GetInt32(3),
                Enum.Parse<RunStatus>(row.GetString(4)),
                row.GetString(5),
                row.GetString(5) == definition.Version,
                row.GetString(6),
                row.GetFieldValue<DateTimeOffset>(7),
                row.Words(8)
            ),
            cancellationToken,
            ("pipeline", definition.Name),
            ("date", date),
            ("run", run)
        );
        return rows.Count > 0 ? rows[0] : null;
    }

    private Task<IReadOnlyList<CertifiedCheck>> ChecksAsync(
        DateOnly date,
        long run,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            """
            select check_name, phase, severity, verdict, observed, threshold, is_pass_rate, failed_rows
            from ops.check_results
            where run_id = @run and date = @date
            order by array_position(array['BeforeStaging', 'BeforeKpi', 'AfterKpi'], phase), check_name
            """,
            row => new CertifiedCheck(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                Enum.Parse<Verdict>(row.GetString(3)),
                row.Maybe<decimal>(4),
                row.GetDecimal(5),
                row.GetBoolean(6),
                row.GetInt64(7)
            ),
            cancellationToken,
            ("run", run),
            ("date", date)
        );

    private async Task<IReadOnlyList<CertifiedTable>> TablesAsync(
        PipelineDefinition definition,
        CertifiedRun run,
        CancellationToken cancellationToken
    )
    {
        var used = await UsedAsync(definition, run.DefinitionVersion, cancellationToken);
        var versions = (
            await warehouse.Reader.ListAsync(
                "select distinct name, sql_version from ops.run_steps where run_id = @run and kind = 'model'",
                row => (Name: row.GetString(0), Version: row.GetString(1)),
                cancellationToken,
                ("run", run.Id)
            )
        ).ToDictionary(step => step.Name, step => step.Version);
        var tables = new List<CertifiedTable>();
        foreach (var model in definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
        {
            var version = versions.GetValueOrDefault(model.Table, "");
            var described = await published.DescribeAsync(definition, model.Table, cancellationToken);
            tables.Add(
                new CertifiedTable(
                    model.Table,
                    version,
                    version == model.Version,
                    used?.Models.FirstOrDefault(known => known.Table == model.Table)?.Sql?.Sql,
                    await access.AllowsAsync(PersonalTables.FeatureOf(described))
                )
            );
        }
        return tables;
    }

    /// <summary>The definition that a run used; null when it is another one today and was not kept.</summary>
    private async Task<PipelineDefinition?> UsedAsync(
        PipelineDefinition present,
        string version,
        CancellationToken cancellationToken
    )
    {
        if (version == present.Version)
            return present;
        await using var connection = await warehouse.Reader.OpenConnectionAsync(cancellationToken);
        return await DefinitionArchive.FindAsync(connection, present.Name, version, cancellationToken);
    }

    private Task<IReadOnlyList<CertifiedFile>> FilesAsync(
        string pipeline,
        DateOnly date,
        DateTimeOffset runStarted,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            """
            select files.source, files.name, files.sha256, dates.rows, files.landed_at
            from ops.source_file_dates as dates
            join ops.source_files as files on files.id = dates.file_id
            where files.pipeline = @pipeline
                and dates.business_date = @date
                and files.landed_at <= @started
                and (files.replaced_at is null or files.replaced_at > @started)
            order by files.source, files.name
            """,
            row => new CertifiedFile(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetInt64(3),
                row.GetFieldValue<DateTimeOffset>(4)
            ),
            cancellationToken,
            ("pipeline", pipeline),
            ("date", date),
            ("started", runStarted)
        );

    private Task<IReadOnlyList<CertificateMove>> MovesAsync(
        string pipeline,
        DateOnly date,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            """
            select at, by, kind, run_id, previous_run_id
            from ops.publication_events
            where pipeline = @pipeline and date = @date
            order by id desc
            """,
            row => new CertificateMove(
                row.GetFieldValue<DateTimeOffset>(0),
                row.GetString(1),
                row.GetString(2),
                row.Maybe<long>(3),
                row.Maybe<long>(4)
            ),
            cancellationToken,
            ("pipeline", pipeline),
            ("date", date)
        );
}
