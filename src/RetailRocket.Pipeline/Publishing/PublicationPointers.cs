using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>
/// The statements that move the rows of <c>ops.pointers</c>, each with its line in the history, in the caller's transaction.
/// An ordinary pointer has the waiver 0; one that stands by a waiver lies over it until the waiver ends.
/// </summary>
internal static class PublicationPointers
{
    /// <summary>
    /// Begins a transaction in which the pointers of a pipeline are this caller's alone. Once committed it must survive a crash
    /// of the machine, whatever the server's default is.
    /// </summary>
    public static async Task<NpgsqlTransaction> BeginAsync(
        NpgsqlConnection connection,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "set local synchronous_commit = on", cancellationToken);
        await ExecuteAsync(
            connection,
            "select pg_advisory_xact_lock(hashtext('publish:' || @pipeline))",
            cancellationToken,
            new NpgsqlParameter("pipeline", pipeline)
        );
        return transaction;
    }

    /// <summary>Moves the ordinary pointers of dates of one run. Waivers of older runs of these dates are over with it.</summary>
    /// <param name="kind">See <see cref="PublicationEvent.Kind"/>.</param>
    public static async Task MoveAsync(
        NpgsqlConnection connection,
        string kind,
        string by,
        DateTimeOffset now,
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
                left join ops.pointers as present
                    on present.pipeline = @pipeline and present.date = moved.date and present.waiver_id = 0
                order by moved.date
            ),
            uncovered as (
                delete from ops.pointers as waived
                using moved
                where waived.pipeline = @pipeline and waived.date = moved.date and waived.waiver_id <> 0
            ),
            superseded as (
                update ops.waivers
                set state = 'Superseded', closed_by = @by, closed_at = @now
                from moved
                where waivers.pipeline = @pipeline
                    and waivers.date = moved.date
                    and waivers.state in ('Asked', 'Approved')
                    and waivers.run_id < @run_id
            )
            insert into ops.pointers (
                pipeline, date, waiver_id, run_id, published_at, published_by, verdict,
                definition_version, figures_version, as_of_seq
            )
            select
                @pipeline, moved.date, 0, @run_id, @now, @by, moved.verdict,
                @definition_version, @figures_version, @as_of_seq
            from moved
            on conflict (pipeline, date, waiver_id) do update set
                run_id = excluded.run_id,
                published_at = excluded.published_at,
                published_by = excluded.published_by,
                verdict = excluded.verdict,
                definition_version = excluded.definition_version,
                figures_version = excluded.figures_version,
                as_of_seq = excluded.as_of_seq,
                exported_at = null,
                shown_from = null
            """,
            cancellationToken,
            [
                .. Facts(first, now, by, kind),
                new("dates", publications.Select(publication => publication.Date).ToArray()),
                new("verdicts", NpgsqlDbType.Array | NpgsqlDbType.Text)
                {
                    Value = publications.Select(publication => publication.Verdict.ToString()).ToArray(),
                },
            ]
        );
    }

    /// <summary>Lays a waived publication over the ordinary one, if there is one, until <paramref name="until"/>.</summary>
    public static Task WaiveAsync(
        NpgsqlConnection connection,
        Publication publication,
        DateTime until,
        string by,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        ExecuteAsync(
            connection,
            """
            with covered as (
                update ops.pointers
                set shown_from = @until
                where pipeline = @pipeline and date = @date and waiver_id = 0
                returning run_id
            ),
            history as (
                insert into ops.publication_events (pipeline, date, run_id, previous_run_id, at, by, kind)
                select @pipeline, @date, @run_id, (select run_id from covered), @now, @by, @kind
            )
            insert into ops.pointers (
                pipeline, date, waiver_id, run_id, published_at, published_by, verdict,
                definition_version, figures_version, as_of_seq, shown_until
            )
            values (
                @pipeline, @date, @waiver, @run_id, @now, @by, @verdict,
                @definition_version, @figures_version, @as_of_seq, @until
            )
            """,
            cancellationToken,
            [
                .. Facts(publication, now, by, "waive"),
                new("date", publication.Date),
                new("waiver", publication.WaiverId),
                new("verdict", publication.Verdict.ToString()),
                new("until", until),
            ]
        );

    /// <summary>Takes a waived publication away: readers see what lies beneath, or nothing.</summary>
    /// <param name="kind"><c>withdraw</c> or <c>end</c>.</param>
    public static Task UncoverAsync(
        NpgsqlConnection connection,
        long waiver,
        string kind,
        string by,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        ExecuteAsync(
            connection,
            """
            with taken as (
                delete from ops.pointers where waiver_id = @waiver returning pipeline, date, run_id
            ),
            uncovered as (
                update ops.pointers as beneath
                set shown_from = null, exported_at = null
                from taken
                where beneath.pipeline = taken.pipeline and beneath.date = taken.date and beneath.waiver_id = 0
                returning beneath.run_id
            )
            insert into ops.publication_events (pipeline, date, run_id, previous_run_id, at, by, kind)
            select taken.pipeline, taken.date, (select run_id from uncovered), taken.run_id, @at, @by, @kind
            from taken
            """,
            cancellationToken,
            new NpgsqlParameter("waiver", waiver),
            new NpgsqlParameter("kind", kind),
            new NpgsqlParameter("by", by),
            new NpgsqlParameter("at", at.ToUniversalTime())
        );

    public static async Task<int> ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter[] Facts(Publication publication, DateTimeOffset now, string by, string kind) =>
        [
            new("pipeline", publication.Pipeline),
            new("run_id", publication.RunId),
            new("now", now),
            new("by", by),
            new("kind", kind),
            new("definition_version", publication.DefinitionVersion),
            new("figures_version", publication.FiguresVersion),
            new("as_of_seq", publication.AsOfSeq),
        ];
}
