namespace RetailRocket.Web.Features.Runs;

/// <summary>A line of the log of a piece of work.</summary>
/// <param name="Values">What the words of <paramref name="Event"/> leave room for, in its order.</param>
public sealed record WorkNote(DateTimeOffset At, WorkEvent Event, IReadOnlyList<object> Values);
