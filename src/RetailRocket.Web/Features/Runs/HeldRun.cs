using RetailRocket.Web.Features.Quality;

namespace RetailRocket.Web.Features.Runs;

/// <summary>A run that waits for approval.</summary>
/// <param name="Until">How long it waits.</param>
/// <param name="Dates">Dates that approving it would publish.</param>
/// <param name="Superseded">Dates that a newer run was published for meanwhile; they stay as they are.</param>
/// <param name="Difference">What readers would see otherwise.</param>
public sealed record HeldRun(
    DateTimeOffset Until,
    IReadOnlyList<DateOnly> Dates,
    IReadOnlyList<DateOnly> Superseded,
    RunDifference Difference
);
