using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Targets;

/// <summary>Reads the target lists of a date: how large, how they moved, how they overlap, who is first.</summary>
public sealed class TargetsQueries(
    Warehouse warehouse,
    PipelineCatalog catalog,
    CertificateReader certificates,
    Access access
)
{
    /// <summary>The lists on the last date of the view.</summary>
    /// <param name="segment">The one in detail; an unknown name is the first.</param>
    public async Task<TargetsModel> ReadAsync(ViewState view, string? segment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        await access.DemandAsync(Feature.Targets);
        if (TargetLists.Of(view.Pipeline) is not { } lists)
            return TargetsModel.NotOffered;
        var chosen = lists.Segments.Contains(segment) ? segment! : lists.Segments[0];
        var limit = SettingOf(view.Pipeline, lists.LimitSetting);
        if (!view.HasDates)
            return TargetsModel.NotOffered with { IsOffered = true, Segment = chosen, Limit = limit };
        var certificate = await certificates.FindAsync(catalog.Get(view.Pipeline), view.To, cancellationToken);
        var before = await BeforeAsync(view, cancellationToken);
        var isPublished = certificate is not null;
        return new TargetsModel(
            true,
            certificate,
            before,
            chosen,
            limit,
            isPublished ? await SegmentsAsync(view.To, before, lists, cancellationToken) : [],
            await SizesAsync(view, lists, cancellationToken),
            isPublished ? await OverlapsAsync(view.To, cancellationToken) : [],
            await DaysAsync(view, chosen, cancellationToken),
            isPublished ? await PreviewAsync(view.To, chosen, cancellationToken) : []
        );
    }

    private long SettingOf(string pipeline, string name) =>
        (long)catalog.Get(pipeline).Settings.Single(setting => setting.Name == name).Value;

    private async Task<DateOnly?> BeforeAsync(ViewState view, CancellationToken cancellationToken) =>
        (
            await warehouse.Reader.ListAsync(
                TargetsSql.Before,
                row => row.Maybe<DateOnly>(0),
                cancellationToken,
                ("pipeline", view.Pipeline),
                ("date", view.To)
            )
        )[0];

    private Task<IReadOnlyList<SegmentSummary>> SegmentsAsync(
        DateOnly date,
        DateOnly? before,
        TargetLists lists,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            TargetsSql.Segments,
            row => new SegmentSummary(
                row.GetString(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.Maybe<long>(3),
                row.Maybe<long>(4),
                row.Maybe<long>(5),
                row.Maybe<long>(6)
            ),
            cancellationToken,
            ("date", date),
            // Without a date before there is nobody to compare with: no row is dated on the first day of the calendar.
            ("before", before ?? DateOnly.MinValue),
            ("has_before", before is not null),
            ("segments", lists.Segments.ToArray())
        );

    private Task<IReadOnlyList<SegmentSize>> SizesAsync(
        ViewState view,
        TargetLists lists,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            TargetsSql.Sizes,
            row => new SegmentSize(row.GetFieldValue<DateOnly>(0), row.GetString(1), row.GetInt64(2)),
            cancellationToken,
            ("pipeline", view.Pipeline),
            ("from", view.From),
            ("to", view.To),
            ("segments", lists.Segments.ToArray())
        );

    private Task<IReadOnlyList<SegmentDay>> DaysAsync(
        ViewState view,
        string segment,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            TargetsSql.Days,
            row => new SegmentDay(
                row.GetFieldValue<DateOnly>(0),
                row.Maybe<DateOnly>(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.Maybe<long>(4),
                row.Maybe<long>(5),
                row.Maybe<long>(6)
            ),
            cancellationToken,
            ("pipeline", view.Pipeline),
            ("from", view.From),
            ("to", view.To),
            ("segment", segment)
        );

    private Task<IReadOnlyList<SegmentOverlap>> OverlapsAsync(DateOnly date, CancellationToken cancellationToken) =>
        warehouse.Reader.ListAsync(
            TargetsSql.Overlaps,
            row => new SegmentOverlap(row.GetString(0), row.GetString(1), row.GetInt64(2)),
            cancellationToken,
            ("date", date)
        );

    private Task<IReadOnlyList<TargetRow>> PreviewAsync(
        DateOnly date,
        string segment,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            TargetsSql.Preview,
            row => new TargetRow(
                row.GetInt32(0),
                row.GetInt32(1),
                row.GetInt32(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.GetString(4)
            ),
            cancellationToken,
            ("date", date),
            ("segment", segment),
            ("rows", TargetsModel.PreviewRows)
        );
}
