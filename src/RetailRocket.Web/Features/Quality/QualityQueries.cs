using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Quality;

/// <summary>Reads what the checks said: the grid over dates, and the history and evidence of one check.</summary>
public sealed class QualityQueries(Warehouse warehouse, PipelineCatalog catalog, Access access)
{
    /// <summary>The grid of the view's range.</summary>
    public async Task<QualityModel> ReadAsync(ViewState view, RunBasis basis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        await access.DemandAsync(Feature.Quality);
        if (!view.HasDates)
            return new QualityModel([], [], [], []);
        return new QualityModel(
            await warehouse.Reader.ListAsync(QualitySql.Grid, Day, cancellationToken, Range(view, basis)),
            await ChecksAsync(view, basis, cancellationToken),
            await warehouse.Reader.ListAsync(
                QualitySql.Running,
                row => new RunningRun(row.GetInt64(0), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateOnly>(2)),
                cancellationToken,
                ("pipeline", view.Pipeline),
                ("from", view.From),
                ("to", view.To)
            ),
            await StatisticsAsync(view, null, basis, cancellationToken)
        );
    }

    /// <summary>One check over the view's range, and its evidence on one date.</summary>
    public async Task<CheckModel> CheckAsync(
        ViewState view,
        string name,
        DateOnly date,
        RunBasis basis,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(view);
        await access.DemandAsync(Feature.Quality);
        var check =
            view.Pipeline.Length == 0
                ? null
                : catalog.Get(view.Pipeline).Checks.FirstOrDefault(check => check.Name == name);
        var history = await warehouse.Reader.ListAsync(
            QualitySql.History,
            Outcome,
            cancellationToken,
            [.. Range(view, basis), ("check", name)]
        );
        var ofDate = await warehouse.Reader.ListAsync(
            QualitySql.OfDate,
            Outcome,
            cancellationToken,
            ("pipeline", view.Pipeline),
            ("check", name),
            ("date", date)
        );
        var shown = history.FirstOrDefault(row => row.Date == date);
        return new CheckModel(
            name,
            check?.Phase.ToString(),
            check?.Severity.ToString(),
            Meanings.OfKnown(check),
            check?.Sql.Sql,
            check?.Sql.Path,
            check?.Inputs ?? [],
            history,
            date,
            ofDate,
            shown is null
                ? SampleTable.Empty
                : await SamplesAsync(view.Pipeline, name, date, shown.Run, cancellationToken),
            await StatisticsAsync(view, name, basis, cancellationToken) is [var statistics] ? statistics : null
        );
    }

    /// <summary>The evidence that one run kept for a check and date.</summary>
    public async Task<SampleTable> SamplesAsync(
        string pipeline,
        string check,
        DateOnly date,
        long run,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Quality);
        var sql = catalog.Get(pipeline).Checks.FirstOrDefault(known => known.Name == check)?.Sql.Sql;
        // A check of rejected lines keeps the lines themselves, which fewer people may read than the verdicts.
        var holdsLines = sql is null || sql.Contains("ops.quarantine", StringComparison.OrdinalIgnoreCase);
        if (holdsLines && !await access.AllowsAsync(Feature.Quarantine))
            return SampleTable.Withheld;
        var found = await warehouse.Reader.ListAsync(
            QualitySql.Samples,
            row => row.GetString(0),
            cancellationToken,
            ("pipeline", pipeline),
            ("check", check),
            ("date", date),
            ("run", run)
        );
        return found.Count > 0 ? SampleReader.Read(found[0], sql) : SampleTable.Empty;
    }

    private Task<IReadOnlyList<CheckStatistics>> StatisticsAsync(
        ViewState view,
        string? check,
        RunBasis basis,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            QualitySql.Statistics,
            row => new CheckStatistics(
                row.GetString(0),
                row.Maybe<DateOnly>(1),
                row.Maybe<DateOnly>(2),
                row.Maybe<int>(3),
                row.GetInt32(4),
                row.GetInt32(5),
                row.GetInt32(6)
            ),
            cancellationToken,
            // From the first date on, whatever the view begins with: a first failure is one of all time.
            [.. Range(view.Pipeline, DateOnly.MinValue, view.To, basis), ("check", check ?? "")]
        );

    private async Task<IReadOnlyList<CheckLine>> ChecksAsync(
        ViewState view,
        RunBasis basis,
        CancellationToken cancellationToken
    )
    {
        var cells = await warehouse.Reader.ListAsync(
            QualitySql.Cells,
            row =>
                (
                    Check: row.GetString(0),
                    Gate: row.GetString(1),
                    Severity: row.GetString(2),
                    Cell: new CheckCell(
                        row.GetFieldValue<DateOnly>(3),
                        Enum.Parse<Verdict>(row.GetString(4)),
                        row.GetInt64(5)
                    )
                ),
            cancellationToken,
            Range(view, basis)
        );
        var defined = catalog.Get(view.Pipeline).Checks.ToDictionary(check => check.Name);
        var ran = cells
            .GroupBy(cell => cell.Check)
            .Select(check =>
            {
                // A check can change its gate or severity; the newest result says what it is.
                var newest = check.MaxBy(cell => cell.Cell.Date);
                return new CheckLine(
                    check.Key,
                    newest.Gate,
                    newest.Severity,
                    Meanings.OfKnown(defined.GetValueOrDefault(check.Key)),
                    [.. check.Select(cell => cell.Cell)]
                );
            });
        var gates = Enum.GetNames<CheckPhase>();
        return
        [
            .. ran.OrderBy(check => Array.IndexOf(gates, check.Gate))
                .ThenBy(check => check.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The parameters of a range.</summary>
    internal static (string Name, object? Value)[] Range(string pipeline, DateOnly from, DateOnly to, RunBasis basis) =>
        [("pipeline", pipeline), ("from", from), ("to", to), ("published", basis == RunBasis.Published)];

    private static (string Name, object? Value)[] Range(ViewState view, RunBasis basis) =>
        Range(view.Pipeline, view.From, view.To, basis);

    private static QualityDay Day(NpgsqlDataReader row) =>
        new(
            row.GetFieldValue<DateOnly>(0),
            row.Maybe<long>(1),
            row.Word<Verdict>(2),
            row.Maybe<long>(3),
            row.Word<Verdict>(4),
            row.Maybe<long>(5),
            row.GetInt32(6),
            row.GetInt32(7),
            row.GetInt32(8)
        );

    private static CheckOutcomeRow Outcome(NpgsqlDataReader row) =>
        new(
            row.GetFieldValue<DateOnly>(0),
            row.GetInt64(1),
            Enum.Parse<Verdict>(row.GetString(2)),
            row.Maybe<decimal>(3),
            row.GetDecimal(4),
            row.GetBoolean(5),
            row.GetInt64(6),
            row.GetInt32(7),
            row.GetFieldValue<DateTimeOffset>(8),
            row.GetBoolean(9)
        );
}
