using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>
/// Tries drafts of checks on dates that were run, with the judgement that runs use, and keeps nothing. See
/// docs/adr/0015-check-workshop.md for what holds a hostile draft.
/// </summary>
public sealed class CheckWorkshop(Warehouse warehouse, RunService runs, IDbContextFactory<OperationsContext> operations)
{
    /// <param name="check">A draft as <see cref="DraftReader"/> reads it.</param>
    /// <param name="limit">Longest time of all statements together.</param>
    /// <exception cref="TrialException">PostgreSQL refuses it, or it takes too long.</exception>
    public async Task<CheckTrial> TryAsync(
        PipelineDefinition definition,
        CheckDefinition check,
        DateRange range,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        var checker = await CheckerRights.EnsureAsync(warehouse, definition.Name, cancellationToken);
        var (plan, _) = await runs.PlanAsync(
            new RunRequest { Definition = definition, Range = range },
            cancellationToken
        );
        var files = await runs.FilesAsync(plan, cancellationToken);
        var clock = Stopwatch.StartNew();
        var outcomes = new Dictionary<DateOnly, CheckOutcome>();
        foreach (var (runId, dates) in await PartsAsync(check, plan, cancellationToken))
        {
            var part = new DateRange(dates[0], dates[^1]);
            var found = await JudgeAsync(
                checker,
                check,
                plan with
                {
                    Requested = part,
                    Dates = dates,
                    EmptyDates = [],
                },
                new SqlParameters(definition, part, files.Of(part), runId),
                limit - clock.Elapsed,
                limit,
                cancellationToken
            );
            foreach (var outcome in found)
                outcomes[outcome.Date] = outcome;
        }
        var empty = plan.EmptyDates.ToHashSet();
        return new CheckTrial(
            check,
            range,
            [.. range.Dates().Select(date => Of(date, outcomes.GetValueOrDefault(date), empty.Contains(date)))],
            clock.Elapsed
        );
    }

    private static TrialDate Of(DateOnly date, CheckOutcome? outcome, bool isEmpty) =>
        outcome is null
            ? new TrialDate(date, isEmpty ? Verdict.NoData : null, false, 0, null, "[]", TimeSpan.Zero)
            : new TrialDate(
                date,
                outcome.Verdict,
                RunVerdicts.HoldsBack(outcome),
                outcome.FailedRows,
                outcome.Observed,
                outcome.Samples,
                outcome.Duration
            );

    /// <summary>
    /// The dates that one statement can judge: raw rows of all of them; staged rows of those that a run built; figures of
    /// those of one run.
    /// </summary>
    private async Task<IReadOnlyList<(long? RunId, IReadOnlyList<DateOnly> Dates)>> PartsAsync(
        CheckDefinition check,
        RunPlan plan,
        CancellationToken cancellationToken
    )
    {
        if (plan.Dates.Count == 0)
            return [];
        if (check.Phase == CheckPhase.BeforeStaging)
            return [(null, plan.Dates)];
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var judged = await (
            from date in context.RunDates.AsNoTracking()
            join run in context.Runs.AsNoTracking() on date.RunId equals run.Id
            where run.Pipeline == plan.Definition.Name
            where date.Date >= plan.Requested.From && date.Date <= plan.Requested.To
            group date.RunId by date.Date into ofDate
            select new { Date = ofDate.Key, RunId = ofDate.Max() }
        ).ToListAsync(cancellationToken);
        var known = plan.Dates.ToHashSet();
        var built = judged.Where(date => known.Contains(date.Date)).OrderBy(date => date.Date).ToList();
        if (built.Count == 0)
            return [];
        if (check.Phase == CheckPhase.BeforeKpi)
            return [(null, [.. built.Select(date => date.Date)])];
        return
        [
            .. built
                .GroupBy(date => date.RunId)
                .Select(run => ((long?)run.Key, (IReadOnlyList<DateOnly>)[.. run.Select(date => date.Date)])),
        ];
    }

    private static async Task<IReadOnlyList<CheckOutcome>> JudgeAsync(
        NpgsqlDataSource checker,
        CheckDefinition check,
        RunPlan plan,
        SqlParameters parameters,
        TimeSpan left,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var connection = await checker.OpenConnectionAsync(cancellationToken);
            // Never committed: what a function of the draft might do to the session ends here.
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (
                var guard = new NpgsqlCommand(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                        set transaction read only;
                        set local statement_timeout = {Math.Max(1, (long)left.TotalMilliseconds)};
                        set local lock_timeout = '2s'
                        """
                    ),
                    connection
                )
            )
                await guard.ExecuteNonQueryAsync(cancellationToken);
            await WarehouseSession.PrepareAsync(connection, plan.Definition.Name, cancellationToken);
            return await CheckRunner.JudgeAsync(connection, check, plan, parameters, cancellationToken);
        }
        catch (PipelineSqlException error)
        {
            throw new TrialException(
                TrialFailure.Sql,
                (error.InnerException as PostgresException)?.MessageText ?? error.Message,
                error.Line,
                error
            );
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            throw new TrialException(
                TrialFailure.TimeLimit,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It took longer than {limit.TotalSeconds:0.#} s and was stopped. Try fewer dates, or read fewer rows."
                ),
                inner: error
            );
        }
        catch (PostgresException error)
        {
            throw new TrialException(TrialFailure.Sql, error.MessageText, inner: error);
        }
    }
}
