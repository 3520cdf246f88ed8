using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>Where a date's pointer stands and where rolling back would move it.</summary>
/// <param name="Present">The publication of today.</param>
/// <param name="Run">The run that was published before it.</param>
/// <param name="Verdict">The verdict of that run for the date.</param>
public sealed record EarlierPublication(Publication Present, Run Run, Verdict Verdict);
