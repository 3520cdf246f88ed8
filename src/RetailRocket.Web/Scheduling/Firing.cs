namespace RetailRocket.Web.Scheduling;

/// <summary>A firing that is over.</summary>
/// <param name="IsByHand">A person asked for it.</param>
/// <param name="Words">What it came to, in a sentence; null when it left none.</param>
public sealed record Firing(DateTimeOffset At, TimeSpan Duration, FiringResult Result, bool IsByHand, string? Words);
