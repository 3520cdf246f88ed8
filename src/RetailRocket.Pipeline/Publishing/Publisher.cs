using Microsoft.EntityFrameworkCore;
using Npgsql;
using RetailRocket.Pipeline.Database.Operations;
using static RetailRocket.Pipeline.Publishing.PublicationPointers;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>Moves the publication pointer. Everything readers see changes here, in one short transaction, or not at all.</summary>
public sealed class Publisher(
    NpgsqlDataSource runner,
    IDbContextFactory<OperationsContext> operations,
    TimeProvider clock
)
{
    /// <summary>Closes a run and points the dates of <paramref name="verdicts"/> that are published to it.</summary>
    /// <param name="heldUntil">How long the run waits for approval; null for a run that publishes by itself.</param>
    internal async Task PublishAsync(
        Run run,
        RunStatus status,
        IReadOnlyList<RunDate> verdicts,
        DateTimeOffset? heldUntil,
        CancellationToken cancellationToken
    )
    {
        var published = verdicts.Where(verdict => verdict.Published).ToList();
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, run.Pipeline, cancellationToken);
        await ExecuteAsync(
            connection,
            """
            insert into ops.run_dates (run_id, date, verdict, published, passed, warned, failed)
            select @run_id, * from unnest(@dates, @verdicts, @published, @passed, @warned, @failed)
            """,
            cancellationToken,
            new("run_id", run.Id),
            new("dates", verdicts.Select(verdict => verdict.Date).ToArray()),
            new("verdicts", verdicts.Select(verdict => verdict.Verdict.ToString()).ToArray()),
            new("published", verdicts.Select(verdict => verdict.Published).ToArray()),
            new("passed", verdicts.Select(verdict => verdict.Passed).ToArray()),
            new("warned", verdicts.Select(verdict => verdict.Warned).ToArray()),
            new("failed", verdicts.Select(verdict => verdict.Failed).ToArray())
        );
        var now = clock.GetUtcNow();
        await MoveAsync(
            connection,
            "publish",
            run.RequestedBy,
            now,
            [.. published.Select(date => PublicationOf(run, date.Date, date.Verdict))],
            cancellationToken
        );
        await ExecuteAsync(
            connection,
            "update ops.runs set status = @status, finished_at = @now, held_until = @held where id = @run_id",
            cancellationToken,
            new("status", status.ToString()),
            new("now", now),
            new("held", NpgsqlTypes.NpgsqlDbType.TimestampTz) { Value = (object?)heldUntil ?? DBNull.Value },
            new("run_id", run.Id)
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
        // What a waiver covers is still there; else the run that the present one was published over.
        var beneath =
            present.WaiverId != 0
                ? await BeneathAsync(pipeline, date, cancellationToken)
                : await context
                    .PublicationEvents.AsNoTracking()
                    .Where(change =>
                        change.Pipeline == pipeline
                        && change.Date == date
                        && change.RunId == present.RunId
                        && change.Kind == "publish"
                        && change.PreviousRunId != null
                    )
                    .OrderByDescending(change => change.Id)
                    .Select(change => change.PreviousRunId)
                    .FirstOrDefaultAsync(cancellationToken);
        if (beneath is null)
            throw new PublishingException(
                $"{pipeline} {date:yyyy-MM-dd}: run {present.RunId} is its first publication; there is no earlier one to roll back to."
                    + (
                        present.WaiverId == 0
                            ? ""
                            : $" It stands by waiver {present.WaiverId}: withdraw that, and nothing is published."
                    )
            );
        var run = await context.Runs.AsNoTracking().SingleAsync(row => row.Id == beneath, cancellationToken);
        var verdict = await context
            .RunDates.AsNoTracking()
            .SingleAsync(row => row.RunId == beneath && row.Date == date, cancellationToken);
        return new EarlierPublication(present, run, verdict.Verdict);
    }

    /// <summary>
    /// Points a date back to the run that was published before the present one. Rolling back what stands by a waiver withdraws
    /// the waiver.
    /// </summary>
    /// <returns>The run that is published now.</returns>
    /// <exception cref="PublishingException">There is no earlier publication to go back to.</exception>
    public async Task<long> RollBackAsync(
        string pipeline,
        DateOnly date,
        string requestedBy,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, pipeline, cancellationToken);
        var earlier = await EarlierAsync(pipeline, date, cancellationToken);
        var now = clock.GetUtcNow();
        if (earlier.Present.WaiverId != 0)
            await WithdrawAsync(connection, earlier.Present.WaiverId, requestedBy, now, cancellationToken);
        else
            await MoveAsync(
                connection,
                "rollback",
                requestedBy,
                now,
                [PublicationOf(earlier.Run, date, earlier.Verdict)],
                cancellationToken
            );
        await transaction.CommitAsync(cancellationToken);
        return earlier.Run.Id;
    }

    /// <summary>Ends an approved waiver on a person's word; readers see what was published before it, or nothing.</summary>
    internal static async Task WithdrawAsync(
        NpgsqlConnection connection,
        long waiver,
        string by,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await UncoverAsync(connection, waiver, "withdraw", by, now, cancellationToken);
        await ExecuteAsync(
            connection,
            "update ops.waivers set state = 'Withdrawn', closed_by = @by, closed_at = @now where id = @waiver",
            cancellationToken,
            new("waiver", waiver),
            new("by", by),
            new("now", now)
        );
    }

    /// <summary>What publishing a date of a run puts into its pointer.</summary>
    internal static Publication PublicationOf(Run run, DateOnly date, Verdict verdict, long waiver = 0) =>
        new()
        {
            Pipeline = run.Pipeline,
            Date = date,
            WaiverId = waiver,
            RunId = run.Id,
            PublishedBy = "",
            Verdict = verdict,
            DefinitionVersion = run.DefinitionVersion,
            FiguresVersion = run.FiguresVersion,
            AsOfSeq = run.AsOfSeq,
        };

    private async Task<long?> BeneathAsync(string pipeline, DateOnly date, CancellationToken cancellationToken)
    {
        await using var command = runner.CreateCommand(
            "select run_id from ops.pointers where pipeline = $1 and date = $2 and waiver_id = 0"
        );
        command.Parameters.Add(new() { Value = pipeline });
        command.Parameters.Add(new() { Value = date });
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }
}
