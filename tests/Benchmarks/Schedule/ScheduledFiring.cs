namespace RetailRocket.Benchmarks.Schedule;

/// <summary>A row of the journal of firings.</summary>
/// <param name="Due">The moment it was scheduled for.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Instance">Machine and process of who has it, or had it at the end.</param>
internal sealed record ScheduledFiring(DateTimeOffset Due, string State, int Attempts, string Instance);
