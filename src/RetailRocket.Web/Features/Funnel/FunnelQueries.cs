using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Funnel;

/// <summary>Reads the funnel of a range of dates, what it is compared with, and its categories.</summary>
public sealed class FunnelQueries(
    Warehouse warehouse,
    PipelineCatalog catalog,
    CertificateReader certificates,
    Access access
)
{
    public const string DailyTable = "mart_rr_funnel_daily";
    public const string CategoryTable = "mart_rr_funnel_category_tree_daily";

    /// <summary>Whether a pipeline publishes a funnel.</summary>
    public bool Covers(string pipeline) =>
        catalog.Names.Contains(pipeline) && catalog.Get(pipeline).Models.Any(model => model.Table == DailyTable);

    /// <exception cref="AccessDeniedException">The person may not see the funnel.</exception>
    public async Task<FunnelReport> ReadAsync(
        string pipeline,
        DateRange range,
        FunnelSelection selection,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(selection);
        await access.DemandAsync(Feature.Funnel);
        var before = selection.Before(range);
        (string, object?)[] dates =
        [
            ("from", range.From),
            ("to", range.To),
            ("before_from", before?.From),
            ("before_to", before?.To),
        ];
        var (now, compared) = await PeriodsAsync(pipeline, range, before, dates, cancellationToken);
        var level = await LevelAsync(selection.Category, compared?.Total is not null, dates, cancellationToken);
        var standing = await certificates.ReadAsync(catalog.Get(pipeline), range.From, range.To, cancellationToken);
        var running = await warehouse.Reader.ListAsync(
            FunnelSql.Running,
            row => row.Maybe<long>(0),
            cancellationToken,
            ("pipeline", pipeline),
            ("from", range.From),
            ("to", range.To)
        );
        return new FunnelReport(now, compared, level, standing, running[0]);
    }

    private async Task<(FunnelPeriod Now, FunnelPeriod? Before)> PeriodsAsync(
        string pipeline,
        DateRange range,
        DateRange? before,
        (string, object?)[] dates,
        CancellationToken cancellationToken
    )
    {
        var rows = await warehouse.Reader.ListAsync(
            FunnelSql.Periods,
            PeriodRow,
            cancellationToken,
            [.. dates, ("pipeline", pipeline)]
        );
        return (Period(range, false), before is { } earlier ? Period(earlier, true) : null);

        FunnelPeriod Period(DateRange dates, bool isBefore) =>
            new(
                dates,
                [.. rows.Where(row => row.IsBefore == isBefore).Select(row => row.Day).OfType<FunnelDay>()],
                rows.FirstOrDefault(row => row.IsBefore == isBefore && row.Day is null).Figures
            );
    }

    private async Task<CategoryLevel> LevelAsync(
        int? category,
        bool isCompared,
        (string, object?)[] dates,
        CancellationToken cancellationToken
    )
    {
        (string, object?)[] parameters = [.. dates, ("category", category)];
        var rows = await warehouse.Reader.ListAsync(
            FunnelSql.Categories,
            row => (IsTotal: row.IsDBNull(0), Row: Line(row, isCompared)),
            cancellationToken,
            parameters
        );
        var path = category is null
            ? []
            : await warehouse.Reader.ListAsync(FunnelSql.Path, row => row.GetInt32(0), cancellationToken, parameters);
        return new CategoryLevel(
            category,
            path,
            [.. rows.Where(row => !row.IsTotal).Select(row => row.Row)],
            rows.FirstOrDefault(row => row.IsTotal).Row
        );
    }

    private static (bool IsBefore, FunnelDay? Day, FunnelFigures Figures) PeriodRow(NpgsqlDataReader row)
    {
        var figures = new FunnelFigures
        {
            Visitors = row.GetInt64(5),
            Sessions = row.GetInt64(6),
            Views = row.GetInt64(7),
            Addtocarts = row.GetInt64(8),
            Purchases = row.GetInt64(9),
            SessionsWithView = row.GetInt64(10),
            SessionsWithCart = row.GetInt64(11),
            SessionsWithPurchase = row.GetInt64(12),
            SessionsWithViewAndCart = row.GetInt64(13),
            SessionsWithCartAndPurchase = row.GetInt64(14),
            SessionsWithViewCartAndPurchase = row.GetInt64(15),
            CartSessionsWithoutView = row.GetInt64(16),
            PurchaseSessionsWithoutCart = row.GetInt64(17),
            TransactionEventsWithoutId = row.GetInt64(18),
            SessionToPurchase = row.Maybe<decimal>(19),
            ViewToCart = row.Maybe<decimal>(20),
            CartToPurchase = row.Maybe<decimal>(21),
            ViewToCartClosed = row.Maybe<decimal>(22),
            CartToPurchaseClosed = row.Maybe<decimal>(23),
        };
        var day = row.Maybe<DateOnly>(1) is { } date
            ? new FunnelDay(date, row.GetInt64(2), Enum.Parse<Verdict>(row.GetString(3)), row.GetString(4), figures)
            : null;
        return (row.GetBoolean(0), day, figures);
    }

    private static CategoryRow Line(NpgsqlDataReader row, bool isCompared) =>
        new(
            row.Maybe<int>(0) ?? 0,
            row.GetBoolean(1),
            row.GetBoolean(2),
            Figures(row, 3),
            isCompared ? Figures(row, 9) : null,
            isCompared
                ? new CategoryMoves(row.Maybe<decimal>(15), row.Maybe<decimal>(16), row.Maybe<decimal>(17))
                : null
        );

    private static CategoryFigures Figures(NpgsqlDataReader row, int first) =>
        new(
            row.GetInt64(first),
            row.GetInt64(first + 1),
            row.GetInt64(first + 2),
            row.Maybe<decimal>(first + 3),
            row.Maybe<decimal>(first + 4),
            row.Maybe<decimal>(first + 5)
        );
}
