namespace RetailRocket.Web.Features.Runs;

/// <summary>The publication pointer moved to a run.</summary>
/// <param name="Kind"><c>publish</c>, <c>rollback</c> or <c>waive</c>.</param>
/// <param name="Dates">How many dates moved at once.</param>
public sealed record PointerMove(DateTimeOffset At, string By, string Kind, DateOnly From, DateOnly To, int Dates);
