using Microsoft.AspNetCore.Components;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Components.Pages.Targets;

/// <summary>The target lists of a date: sizes and their course, overlap, first rows, and the file to take away.</summary>
public sealed partial class TargetsPage
{
    private FileEncoding encoding;

    /// <summary>Name of the segment in detail; the first when the address names none.</summary>
    [SupplyParameterFromQuery(Name = Links.SegmentParameter)]
    public string? Segment { get; set; }

    /// <summary>Name of the file's encoding.</summary>
    [SupplyParameterFromQuery(Name = Links.EncodingParameter)]
    public string? EncodingName { get; set; }

    protected override string Key => $"{base.Key} {Segment} {EncodingName}";

    private SegmentSummary? Chosen =>
        Model!.Targets.Segments.FirstOrDefault(segment => segment.Segment == Model.Targets.Segment);

    private TargetFileRequest Request => new(View.Pipeline, View.To, Model!.Targets.Segment, encoding);

    protected override void OnParametersSet() => encoding = FileEncodings.Parse(EncodingName) ?? FileEncoding.Utf8Bom;

    protected override async Task<Contents> ReadAsync(CancellationToken cancellationToken)
    {
        var targets = await Queries.ReadAsync(View, Segment, cancellationToken);
        var mayDownload = await Access.AllowsAsync(Feature.TargetsDownload);
        var file =
            mayDownload && targets.Certificate is not null
                ? await Files.DescribeAsync(
                    new TargetFileRequest(View.Pipeline, View.To, targets.Segment, encoding),
                    cancellationToken
                )
                : null;
        return new Contents(targets, mayDownload, file);
    }

    private string SegmentName(string segment) => T[TargetWords.Segment(segment)];

    private string PreviewHint(TargetsModel targets) =>
        Chosen is { } chosen && chosen.Listed > targets.Preview.Count
            ? T["Targets.PreviewFirst", Formats.Count(targets.Preview.Count), Formats.Count(chosen.Listed)]
            : T["Targets.PreviewAll", Formats.Count(targets.Preview.Count)];

    private IReadOnlyList<TrendSeries> Series(TargetsModel targets)
    {
        var sizes = targets
            .Sizes.Where(size => size.Segment == targets.Segment)
            .ToDictionary(size => size.Date, size => (decimal?)size.Size);
        return
        [
            new TrendSeries(
                T["Targets.Visitors"],
                [.. View.Range.Dates().Select(date => sizes.GetValueOrDefault(date))]
            ),
        ];
    }

    /// <summary>What the page shows.</summary>
    /// <param name="File">The file as it would be downloaded; null without the right, or without a published date.</param>
    public sealed record Contents(TargetsModel Targets, bool MayDownload, TargetFileCertificate? File);
}
