namespace RetailRocket.Web.Features.Targets;

/// <summary>One segment on one published date of a range; joined, stayed and left are against the published date before.</summary>
public sealed record SegmentDay(
    DateOnly Date,
    DateOnly? Before,
    long Size,
    long Listed,
    long? Joined,
    long? Stayed,
    long? Left
);
