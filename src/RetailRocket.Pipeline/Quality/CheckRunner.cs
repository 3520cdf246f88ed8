using System.Diagnostics;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Quality;

/// <summary>Runs checks, one statement over all dates, and turns violating rows into a verdict per date.</summary>
internal sealed class CheckRunner(NpgsqlDataSource runner)
{
    /// <summary>Violating rows kept as evidence, per check and date.</summary>
    public const int SampleRows = 50;

    /// <summary>Runs a check over <see cref="RunPlan.Requested"/> and judges every date of it.</summary>
    public async Task<IReadOnlyList<CheckOutcome>> RunAsync(
        CheckDefinition check,
        RunPlan plan,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await WarehouseSession.PrepareAsync(connection, plan.Definition.Name, cancellationToken);
        var outcomes = await JudgeAsync(connection, check, plan, parameters, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcomes;
    }

    /// <summary>The same in the caller's transaction, which <see cref="WarehouseSession"/> has prepared.</summary>
    public static async Task<IReadOnlyList<CheckOutcome>> JudgeAsync(
        NpgsqlConnection connection,
        CheckDefinition check,
        RunPlan plan,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var clock = Stopwatch.StartNew();
        var violations = await ViolationsAsync(connection, check, parameters, cancellationToken);
        var totals = check.PassRate is null
            ? null
            : await TotalsAsync(connection, check, plan, parameters, cancellationToken);
        clock.Stop();

        var outcomes = plan.Dates.Select(date =>
            Judge(check, date, violations.GetValueOrDefault(date), totals, clock.Elapsed)
        );
        var empty = plan.EmptyDates.Select(date => new CheckOutcome(
            check,
            date,
            Verdict.NoData,
            null,
            0,
            "[]",
            clock.Elapsed
        ));
        return [.. outcomes, .. empty];
    }

    /// <summary>The verdict rule, free of any database.</summary>
    internal static CheckOutcome Judge(
        CheckDefinition check,
        DateOnly date,
        Violations? violations,
        IReadOnlyDictionary<DateOnly, long>? totals,
        TimeSpan duration
    )
    {
        var failed = violations?.Rows ?? 0;
        var samples = violations?.Samples ?? "[]";
        var failing = check.Severity == CheckSeverity.Block ? Verdict.Fail : Verdict.Warn;
        if (check.PassRate is not { } threshold)
            return new CheckOutcome(
                check,
                date,
                failed == 0 ? Verdict.Pass : failing,
                failed,
                failed,
                samples,
                duration
            );

        var total = totals!.GetValueOrDefault(date);
        if (total == 0)
            return new CheckOutcome(check, date, Verdict.NoData, null, failed, samples, duration);
        var rate = Math.Round(100m * (total - Math.Min(failed, total)) / total, 2, MidpointRounding.AwayFromZero);
        return new CheckOutcome(
            check,
            date,
            rate >= threshold ? Verdict.Pass : failing,
            rate,
            failed,
            samples,
            duration
        );
    }

    private static async Task<Dictionary<DateOnly, Violations>> ViolationsAsync(
        NpgsqlConnection connection,
        CheckDefinition check,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        // Samples are ordered by their own values, numbers as numbers, so that the same rows give the same evidence.
        var statement = $"""
            with violations as materialized (
            {check.Sql.Sql}
            ),
            placed as (
                select
                    check_date,
                    to_jsonb(violations) - 'check_date' as sample,
                    row_number() over (
                        partition by check_date
                        order by to_jsonb(violations), (to_jsonb(violations))::text collate "C"
                    ) as place,
                    count(*) over (partition by check_date) as violating_rows
                from violations
            )
            select check_date, violating_rows, jsonb_agg(sample order by place)::text
            from placed
            where place <= {SampleRows}
            group by check_date, violating_rows
            """;
        await using var command = parameters.CreateCommand(connection, statement);
        try
        {
            var found = new Dictionary<DateOnly, Violations>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                found[reader.GetFieldValue<DateOnly>(0)] = new Violations(reader.GetInt64(1), reader.GetString(2));
            return found;
        }
        catch (PostgresException error) when (error.SqlState[..2] is "22" or "42")
        {
            throw PipelineSqlException.In(parameters.Definition, check.Sql, statement, error);
        }
    }

    private static async Task<IReadOnlyDictionary<DateOnly, long>> TotalsAsync(
        NpgsqlConnection connection,
        CheckDefinition check,
        RunPlan plan,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var model = plan.Definition.Models.FirstOrDefault(model => model.Table == check.Of);
        if (model is null)
            return plan.SourceLines; // A raw table: the ledger has counted its lines.
        var date = SqlName.Quote(model.DateColumn!);
        await using var command = parameters.CreateCommand(
            connection,
            $"""
            select {date}, count(*) from {SqlName.Quote(model.Table)}
            where {date} between @from and @to{(model.Layer == ModelLayer.Kpi ? " and run_id = @run_id" : "")}
            group by {date}
            """
        );
        var totals = new Dictionary<DateOnly, long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            totals[reader.GetFieldValue<DateOnly>(0)] = reader.GetInt64(1);
        return totals;
    }
}

/// <summary>Violating rows of one date and the first of them as a JSON array.</summary>
internal sealed record Violations(long Rows, string Samples);
