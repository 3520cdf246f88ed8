using System.Data;
using System.Globalization;
using System.Text;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Cohorts;

/// <summary>Reads the cohorts as of a date, and the visitors behind one of their cells.</summary>
public sealed class CohortQueries(
    Warehouse warehouse,
    PipelineCatalog catalog,
    CertificateReader certificates,
    Access access
)
{
    public const string Table = "mart_rr_cohort_weekly";

    /// <summary>Visitors of a cell that are read for a page; a file holds all.</summary>
    public const int MostVisitors = 1_000;

    private static readonly CompositeFormat VisitorsSql = CompositeFormat.Parse(CohortSql.Visitors);

    /// <summary>Whether a pipeline publishes cohorts.</summary>
    public bool Covers(string pipeline) =>
        catalog.Names.Contains(pipeline) && catalog.Get(pipeline).Models.Any(model => model.Table == Table);

    /// <exception cref="AccessDeniedException">The person may not see cohorts.</exception>
    public async Task<CohortReport> ReadAsync(string pipeline, DateOnly asOf, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Cohorts);
        var triangle = await TriangleAsync(pipeline, asOf, cancellationToken);
        var certificate = await certificates.FindAsync(catalog.Get(pipeline), asOf, cancellationToken);
        var running = await warehouse.Reader.ListAsync(
            CohortSql.Running,
            row => row.Maybe<long>(0),
            cancellationToken,
            ("pipeline", pipeline),
            ("as_of", asOf)
        );
        return new CohortReport(triangle, certificate, running[0]);
    }

    private async Task<CohortTriangle?> TriangleAsync(
        string pipeline,
        DateOnly asOf,
        CancellationToken cancellationToken
    )
    {
        var rows = await warehouse.Reader.ListAsync(
            CohortSql.Triangle,
            TriangleRow.Of,
            cancellationToken,
            ("pipeline", pipeline),
            ("as_of", asOf)
        );
        if (rows.Count == 0)
            return null;
        var cells = rows.Where(row => row.Cell is not null).ToList();
        return new CohortTriangle(
            asOf,
            rows[0].RunId,
            rows[0].Verdict,
            rows[0].DefinitionVersion,
            [
                .. cells
                    .Where(row => row.Cohort is not null)
                    .GroupBy(row => row.Cohort!.Value)
                    .Select(cohort => new Cohort(
                        cohort.Key,
                        cohort.First().Size,
                        [.. cohort.Select(row => row.Cell!)]
                    )),
            ],
            [
                .. cells
                    .Where(row => row.Cohort is null)
                    .Select(row => new WeekMean(
                        row.Cell!.Index,
                        row.Cohorts,
                        row.Size,
                        row.Cell.ActiveVisitors,
                        row.Cell.RetentionRate
                    )),
            ]
        );
    }

    /// <summary>The visitors of a cell. Reads facts, which the published figures were made from.</summary>
    /// <param name="cohort">Monday of the cohort's week.</param>
    /// <param name="limit">Most visitors to read; null for all.</param>
    /// <exception cref="AccessDeniedException">The person may not see single visitors.</exception>
    public async Task<CohortVisitors> VisitorsAsync(
        string pipeline,
        DateOnly asOf,
        DateOnly cohort,
        int week,
        int? limit,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.CohortVisitors);
        (string, object?)[] cell = [("as_of", asOf), ("cohort", cohort), ("week", week)];
        var published = await warehouse.Reader.ListAsync(
            CohortSql.Cell,
            row => row.GetInt64(0),
            cancellationToken,
            cell
        );
        // The reader's role sees published figures only, so this one reads as the runner, and is kept from writing.
        await using var connection = await warehouse.Runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellationToken
        );
        await using (var readOnly = new NpgsqlCommand("set transaction read only", connection, transaction))
            await readOnly.ExecuteNonQueryAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            string.Format(CultureInfo.InvariantCulture, VisitorsSql, SqlName.Quote(pipeline)),
            connection,
            transaction
        )
        {
            CommandTimeout = 60,
        };
        command.Parameters.AddWithValue("as_of", asOf);
        command.Parameters.AddWithValue("cohort", cohort);
        command.Parameters.AddWithValue("week", week);
        command.Parameters.AddWithValue("limit", limit ?? int.MaxValue);
        var visitors = new List<CohortVisitor>();
        long total = 0;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            visitors.Add(
                new CohortVisitor(
                    rows.GetInt32(0),
                    rows.GetFieldValue<DateOnly>(1),
                    rows.GetInt64(2),
                    rows.GetFieldValue<DateOnly>(3),
                    rows.GetInt64(4)
                )
            );
            total = rows.GetInt64(5);
        }
        return new CohortVisitors(cohort, week, published.Count > 0 ? published[0] : null, total, visitors);
    }

    private sealed record TriangleRow(
        long RunId,
        Verdict Verdict,
        string DefinitionVersion,
        DateOnly? Cohort,
        int Cohorts,
        long Size,
        CohortWeek? Cell
    )
    {
        public static TriangleRow Of(NpgsqlDataReader row) =>
            new(
                row.GetInt64(0),
                Enum.Parse<Verdict>(row.GetString(1)),
                row.GetString(2),
                row.Maybe<DateOnly>(3),
                row.Maybe<int>(5) ?? 0,
                row.Maybe<long>(6) ?? 0,
                row.IsDBNull(4)
                    ? null
                    : new CohortWeek(row.GetInt32(4), row.GetInt64(7), row.GetDecimal(8), row.GetBoolean(9))
            );
    }
}
