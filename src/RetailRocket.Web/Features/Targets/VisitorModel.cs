namespace RetailRocket.Web.Features.Targets;

/// <summary>The answer to "why is, or is not, this visitor here".</summary>
/// <param name="Date">As of its end.</param>
/// <param name="PublishedRun">Whose lists readers see; null when the date is not published.</param>
/// <param name="FactsRun">The last run that judged the date; the facts may be newer than the lists when it is another.</param>
/// <param name="Events">The last events up to the date, newest first; <see cref="MostEvents"/> at most.</param>
public sealed record VisitorModel(
    int VisitorId,
    DateOnly Date,
    long? PublishedRun,
    long? FactsRun,
    IReadOnlyList<SegmentAnswer> Segments,
    IReadOnlyList<VisitorEvent> Events
)
{
    public const int MostEvents = 200;

    /// <summary>The visitor has an event on or before the date.</summary>
    public bool IsKnown => Events.Count > 0;
}
