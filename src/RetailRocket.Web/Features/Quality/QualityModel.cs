namespace RetailRocket.Web.Features.Quality;

/// <summary>The grid of checks and dates.</summary>
/// <param name="Days">Dates of the range that the pipeline knows, ascending.</param>
/// <param name="Checks">In the order of the gates.</param>
/// <param name="Running">Runs under way over dates of the range.</param>
/// <param name="Statistics">Of each check, over all dates up to the range's last.</param>
public sealed record QualityModel(
    IReadOnlyList<QualityDay> Days,
    IReadOnlyList<CheckLine> Checks,
    IReadOnlyList<RunningRun> Running,
    IReadOnlyList<CheckStatistics> Statistics
);
