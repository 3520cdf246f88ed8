using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Components.Shared;

namespace RetailRocket.Web.Features;

/// <summary>Reads what stands behind the published figures of a date, for the chip beside them.</summary>
public sealed class CertificateReader(Warehouse warehouse, PipelineCatalog catalog, PipelineStatusReader status)
{
    /// <summary>Null when the date is not published.</summary>
    public async Task<Certificate?> OfAsync(string pipeline, DateOnly date, CancellationToken cancellationToken)
    {
        var found = await warehouse.Reader.ListAsync(
            """
            select verdict, run_id, definition_version
            from ops.publications
            where pipeline = @pipeline and date = @date
            """,
            row => new Certificate(
                pipeline,
                date,
                Enum.Parse<Verdict>(row.GetString(0)),
                row.GetInt64(1),
                row.GetString(2)
            ),
            cancellationToken,
            ("pipeline", pipeline),
            ("date", date)
        );
        if (found.Count == 0)
            return null;
        var dates = await status.ReadAsync(catalog.Get(pipeline), new DateRange(date, date), cancellationToken);
        return found[0] with { IsStale = dates[0].Stale is not null };
    }
}
