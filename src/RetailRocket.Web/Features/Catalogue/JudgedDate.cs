using Npgsql;
using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>How the last run judged a date, and what is published of it.</summary>
internal sealed record JudgedDate
{
    public long? Run { get; private init; }
    public long? PublishedRun { get; private init; }
    public Verdict? PublishedVerdict { get; private init; }
    public bool IsExported { get; private init; }

    /// <summary>By check.</summary>
    public required IReadOnlyDictionary<string, (Verdict Verdict, long FailedRows)> Verdicts { get; init; }

    /// <summary>By table: why the pipeline's last run stopped there.</summary>
    public required IReadOnlyDictionary<string, string> Errors { get; init; }

    public static async Task<JudgedDate> ReadAsync(
        NpgsqlDataSource reader,
        string pipeline,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        var standing = await reader.ListAsync(
            """
            select
                (
                    select max(run_dates.run_id)
                    from ops.run_dates
                    join ops.runs on runs.id = run_dates.run_id
                    where runs.pipeline = @pipeline and run_dates.date = @date
                ) as run,
                published.run_id,
                published.verdict,
                published.exported_at is not null as is_exported
            from (select) as one
            left join ops.publications as published on published.pipeline = @pipeline and published.date = @date
            """,
            row =>
                (
                    Run: row.Maybe<long>(0),
                    Published: row.Maybe<long>(1),
                    Verdict: row.Word<Verdict>(2),
                    Exported: row.GetBoolean(3)
                ),
            cancellationToken,
            ("pipeline", pipeline),
            ("date", date)
        );
        var (run, published, verdict, exported) = standing[0];
        var verdicts = await reader.ListAsync(
            "select check_name, verdict, failed_rows from ops.check_results where run_id = @run and date = @date",
            row => (Check: row.GetString(0), Verdict: Enum.Parse<Verdict>(row.GetString(1)), Rows: row.GetInt64(2)),
            cancellationToken,
            ("run", run ?? 0L),
            ("date", date)
        );
        var errors = await reader.ListAsync(
            """
            select name, max(error)
            from ops.run_steps
            where kind = 'model'
                and error is not null
                and run_id = (select max(id) from ops.runs where pipeline = @pipeline and status <> 'Running')
            group by name
            """,
            row => (Table: row.GetString(0), Error: row.GetString(1)),
            cancellationToken,
            ("pipeline", pipeline)
        );
        return new JudgedDate
        {
            Run = run,
            PublishedRun = published,
            PublishedVerdict = verdict,
            IsExported = exported,
            Verdicts = verdicts.ToDictionary(found => found.Check, found => (found.Verdict, found.Rows)),
            Errors = errors.ToDictionary(found => found.Table, found => found.Error),
        };
    }
}
