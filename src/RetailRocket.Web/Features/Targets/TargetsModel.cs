using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Features.Targets;

/// <summary>The target lists of one date, and one of them in detail.</summary>
/// <param name="IsOffered">The pipeline has target lists at all.</param>
/// <param name="Certificate">Of the date; null when it is not published.</param>
/// <param name="Before">The published date before, which joined and left are against; null when there is none.</param>
/// <param name="Segment">The segment in detail.</param>
/// <param name="Limit">Longest list by the pipeline's settings now.</param>
/// <param name="Segments">All segments on the date; empty when it is not published.</param>
/// <param name="Sizes">All segments on the published dates of the range.</param>
/// <param name="Days">The segment in detail on the published dates of the range.</param>
/// <param name="Preview">Its first rows by rank.</param>
public sealed record TargetsModel(
    bool IsOffered,
    Certificate? Certificate,
    DateOnly? Before,
    string Segment,
    long Limit,
    IReadOnlyList<SegmentSummary> Segments,
    IReadOnlyList<SegmentSize> Sizes,
    IReadOnlyList<SegmentOverlap> Overlaps,
    IReadOnlyList<SegmentDay> Days,
    IReadOnlyList<TargetRow> Preview
)
{
    /// <summary>Rows of <see cref="Preview"/> at most.</summary>
    public const int PreviewRows = 100;

    public static TargetsModel NotOffered { get; } = new(false, null, null, "", 0, [], [], [], [], []);
}
