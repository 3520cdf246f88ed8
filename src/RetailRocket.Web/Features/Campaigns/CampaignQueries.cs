using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>Reads campaigns; their lift is a drill-down into the purchases as they stand, on published dates.</summary>
public sealed class CampaignQueries(Warehouse warehouse, DrillDown facts, Access access)
{
    /// <summary>Campaigns of a list at most; the newest.</summary>
    public const int MostCampaigns = 200;

    /// <summary>Campaigns of a pipeline, the newest first.</summary>
    public async Task<IReadOnlyList<CampaignRow>> ListAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Campaigns);
        return await ReadAsync(pipeline, null, cancellationToken);
    }

    /// <summary>One campaign; null when the pipeline does not have it.</summary>
    public async Task<CampaignModel?> FindAsync(string pipeline, long campaign, CancellationToken cancellationToken)
    {
        if (await RowAsync(pipeline, campaign, cancellationToken) is not { } found)
            return null;
        var lifts = found.IsHandedOut
            ? await facts.ListAsync(
                LiftSql.Lift,
                Lift,
                cancellationToken,
                ("pipeline", pipeline),
                ("campaign", campaign),
                ("windows", LiftSql.Windows)
            )
            : [];
        return new CampaignModel(found, lifts);
    }

    /// <summary>The same without its lift.</summary>
    internal async Task<CampaignRow?> RowAsync(string pipeline, long campaign, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Campaigns);
        return (await ReadAsync(pipeline, campaign, cancellationToken)).SingleOrDefault();
    }

    private Task<IReadOnlyList<CampaignRow>> ReadAsync(
        string pipeline,
        long? campaign,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            CampaignSql.Campaigns,
            Row,
            cancellationToken,
            ("pipeline", pipeline),
            ("campaign", campaign),
            ("campaigns", MostCampaigns)
        );

    private static CampaignRow Row(NpgsqlDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetFieldValue<DateOnly>(3),
            row.GetString(4),
            row.GetDecimal(5),
            row.GetInt32(6),
            row.GetInt32(7),
            row.GetInt64(8),
            Enum.Parse<Verdict>(row.GetString(9)),
            row.GetString(10),
            row.GetFieldValue<DateTimeOffset>(11),
            row.Maybe<long>(12),
            row.GetInt64(13),
            row.GetFieldValue<DateTimeOffset>(14),
            row.GetString(15),
            row.Maybe<DateTimeOffset>(16),
            row.Words(17),
            row.GetInt64(18),
            row.GetInt64(19),
            row.GetInt64(20),
            row.GetInt64(21)
        );

    private static CampaignLift Lift(NpgsqlDataReader row) =>
        new(
            row.GetFieldValue<DateOnly>(0),
            row.GetInt32(1),
            row.Maybe<DateOnly>(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt64(6),
            row.GetInt64(7),
            row.GetInt64(8),
            row.GetInt64(9),
            row.Maybe<decimal>(10),
            row.Maybe<decimal>(11),
            row.Maybe<decimal>(12),
            row.Maybe<decimal>(13),
            row.Maybe<decimal>(14),
            row.Maybe<decimal>(15)
        );
}
