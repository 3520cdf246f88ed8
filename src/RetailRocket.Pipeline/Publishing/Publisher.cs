using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>Moves the publication pointer. Everything readers see changes here, in one short transaction, or not at all.</summary>
public sealed class Publisher(
    NpgsqlDataSource runner,
    IDbContextFactory<OperationsContext> operations,
    TimeProvider clock
)
{
    /// <summary>Points <paramref name="verdicts"/>' dates to the run of <paramref name="plan"/> and closes the run.</summary>
    internal async Task PublishAsync(
        long runId,
        RunPlan plan,
        RunStatus status,
        IReadOnlyList<RunDate> verdicts,
        string publishedBy,
        CancellationToken cancellationToken
    )
    {
        var published = verdicts.Where(verdict => verdict.Published).ToList();
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // A committed publication must survive a crash of the machine, whatever the server's default is.
        await ExecuteAsync(connection, "set local synchronous_commit = on", cancellationToken);
        await ExecuteAsync(
            connection,
            """
            insert into ops.run_dates (run_id, date, verdict, published, passed, warned, failed)
            select @run_id, * from unnest(@dates, @verdicts, @published, @passed, @warned, @failed)
            """,
            cancellationToken,
            new("run_id", runId),
            new("dates", verdicts.Select(verdict => verdict.Date).ToArray()),
            new("verdicts", verdicts.Select(verdict => verdict.Verdict.ToString()).ToArray()),
            new("published", verdicts.Select(verdict => verdict.Published).ToArray()),
            new("passed", verdicts.Select(verdict => verdict.Passed).ToArray()),
            new("warned", verdicts.Select(verdict => verdict.Warned).ToArray()),
            new("failed", verdicts.Select(verdict => verdict.Failed).ToArray())
        );
        await MovePointersAsync(
            connection,
            "publish",
            publishedBy,
            [
                .. published.Select(date => new Publication
                {
                    Pipeline = plan.Definition.Name,
                    Date = date.Date,
                    RunId = runId,
                    PublishedBy = publishedBy,
                    Verdict = date.Verdict,
                    DefinitionVersion = plan.Definition.Version,
                    FiguresVersion = Freshness.FiguresVersion(plan.Definition),
                    AsOfSeq = plan.AsOfSeq,
                }),
            ],
            cancellationToken
        );
        await ExecuteAsync(
            connection,
            "update ops.runs set status = @status, finished_at = @now where id = @run_id",
            cancellationToken,
            new("status", status.ToString()),
            new("now", clock.GetUtcNow()),
            new("run_id", runId)
        );
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What rolling a date back would publish.</summary>
    /// <exception cref="PublishingException">There is no earlier publication to go back to.</exception>
    public async Task<EarlierPublication> EarlierAsync(
        string pipeline,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var present =
            await context
                .Publications.AsNoTracking()
                .FirstOrDefaultAsync(row => row.Pipeline == pipeline && row.Date == date, cancellationToken)
            ?? throw new PublishingException(
                $"{pipeline} {date:yyyy-MM-dd} is not published; there is nothing to roll back."
            );
        var earlier = await (
            from change in context.PublicationEvents.AsNoTracking()
            join run in context.Runs.AsNoTracking() on change.PreviousRunId equals run.Id
            join verdict in context.RunDates.AsNoTracking()
                on new { RunId = run.Id, change.Date } equals new { verdict.RunId, verdict.Date }
            where
                change.Pipeline == pipeline
                && change.Date == date
                && change.RunId == present.RunId
                && change.Kind == "publish"
            orderby change.Id descending
            select new { run, verdict.Verdict }
        ).FirstOrDefaultAsync(cancellationToken);
        if (earlier is null)
            throw new PublishingException(
                $"{pipeline} {date:yyyy-MM-dd}: run {present.RunId} is its first publication; there is no earlier one to roll back to."
            );
        return new EarlierPublication(present, earlier.run, earlier.Verdict);
    }

    /// <summary>Points a date back to the run that was published before the present one.</summary>
    /// <returns>The run that is published now.</returns>
    /// <exception cref="PublishingException">There is no earlier publication to go back to.</exception>
    public async Task<long> RollBackAsync(
        string pipeline,
        DateOnly date,
        string requestedBy,
        CancellationToken cancellationToken
    )
    {
        var earlier = await EarlierAsync(pipeline, date, cancellationToken);
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "set local synchronous_commit = on", cancellationToken);
        await MovePointersAsync(
            connection,
            "rollback",
            requestedBy,
            [
                new Publication
                {
                    Pipeline = pipeline,
                    Date = date,
                    RunId = earlier.Run.Id,
                    PublishedBy = requestedBy,
                    Verdict = earlier.Verdict,
                    DefinitionVersion = earlier.Run.DefinitionVersion,
                    FiguresVersion = "", // Unknown for a run of the past: the date counts as stale until it is run again.
                    AsOfSeq = earlier.Run.AsOfSeq,
                },
            ],
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return earlier.Run.Id;
    }

    private async Task MovePointersAsync(
        NpgsqlConnection connection,
        string kind,
        string by,
        IReadOnlyList<Publication> publications,
        CancellationToken cancellationToken
    )
    {
        if (publications.Count == 0)
            return;
        var first = publications[0];
        await ExecuteAsync(
            connection,
            """
            with moved as (
                select * from unnest(@dates, @verdicts) as moved (date, verdict)
            ),
            history as (
                insert into ops.publication_events (pipeline, date, run_id, previous_run_id, at, by, kind)
                select @pipeline, moved.date, @run_id, present.run_id, @now, @by, @kind
                from moved
                left join ops.publications as present
                    on present.pipeline = @pipeline and present.date = moved.date
                order by moved.date
            )
            insert into ops.publications (
                pipeline, date, run_id, published_at, published_by, verdict,
                definition_version, figures_version, as_of_seq, exported_at
            )
            select
                @pipeline, moved.date, @run_id, @now, @by, moved.verdict,
                @definition_version, @figures_version, @as_of_seq, null
            from moved
            on conflict (pipeline, date) do update set
                run_id = excluded.run_id,
                published_at = excluded.published_at,
                published_by = excluded.published_by,
                verdict = excluded.verdict,
                definition_version = excluded.definition_version,
                figures_version = excluded.figures_version,
                as_of_seq = excluded.as_of_seq,
                exported_at = null
            """,
            cancellationToken,
            new("pipeline", first.Pipeline),
            new("run_id", first.RunId),
            new("now", clock.GetUtcNow()),
            new("by", by),
            new("kind", kind),
            new("definition_version", first.DefinitionVersion),
            new("figures_version", first.FiguresVersion),
            new("as_of_seq", first.AsOfSeq),
            new("dates", publications.Select(publication => publication.Date).ToArray()),
            new("verdicts", NpgsqlDbType.Array | NpgsqlDbType.Text)
            {
                Value = publications.Select(publication => publication.Verdict.ToString()).ToArray(),
            }
        );
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
