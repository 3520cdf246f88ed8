using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Waivers;

/// <summary>Reads waivers, for pages and the terminal alike. A waiver whose time is over counts as ended at once.</summary>
internal static class WaiverList
{
    /// <param name="date">Null for all dates.</param>
    public static Task<IReadOnlyList<WaiverRow>> ReadAsync(
        Warehouse warehouse,
        string pipeline,
        DateOnly? date,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            """
            select
                id,
                date,
                run_id,
                case when state in ('Asked', 'Approved') and ends_at <= now() then 'Ended' else state end,
                checks,
                reason,
                asked_by,
                asked_at,
                ends_at,
                decided_by,
                decided_at,
                closed_by,
                case when state in ('Asked', 'Approved') and ends_at <= now() then ends_at else closed_at end
            from ops.waivers
            where pipeline = @pipeline and (@date::date is null or date = @date)
            order by state in ('Asked', 'Approved') and ends_at > now() desc, id desc
            """,
            row => new WaiverRow(
                row.GetInt64(0),
                row.GetFieldValue<DateOnly>(1),
                row.GetInt64(2),
                Enum.Parse<WaiverState>(row.GetString(3)),
                row.GetFieldValue<string[]>(4),
                row.GetString(5),
                row.GetString(6),
                row.GetFieldValue<DateTimeOffset>(7),
                row.GetFieldValue<DateTimeOffset>(8),
                row.Words(9),
                row.Maybe<DateTimeOffset>(10),
                row.Words(11),
                row.Maybe<DateTimeOffset>(12)
            ),
            cancellationToken,
            ("pipeline", pipeline),
            ("date", date)
        );
}
