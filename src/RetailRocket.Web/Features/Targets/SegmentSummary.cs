namespace RetailRocket.Web.Features.Targets;

/// <summary>A segment on one date against the published date before it.</summary>
/// <param name="Size">Visitors in the segment.</param>
/// <param name="Listed">Visitors on the list, which a setting may cut.</param>
/// <param name="SizeBefore">On the published date before; null when there is none.</param>
/// <param name="Joined">On the list now and not before; null without a date before.</param>
/// <param name="Stayed">On both lists.</param>
/// <param name="Left">On the list before and not now.</param>
public sealed record SegmentSummary(
    string Segment,
    long Size,
    long Listed,
    long? SizeBefore,
    long? Joined,
    long? Stayed,
    long? Left
)
{
    /// <summary>Visitors of the segment that the list leaves out.</summary>
    public long Cut => Size - Listed;
}
