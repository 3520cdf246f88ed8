namespace RetailRocket.Web.Features.Runs;

/// <summary>What the page of runs shows.</summary>
public sealed record RunsModel
{
    /// <summary>The last runs, newest first.</summary>
    public required IReadOnlyList<RunRow> Runs { get; init; }

    /// <summary>Runs that there are altogether.</summary>
    public required long AllRuns { get; init; }

    /// <summary>Steps of those runs.</summary>
    public required IReadOnlyList<GridCell> Cells { get; init; }

    /// <summary>Names of the models and then the checks, as the definition orders them.</summary>
    public required IReadOnlyList<GridStep> Steps { get; init; }

    /// <summary>Dates that wait for a run.</summary>
    public required IReadOnlyList<DueGroup> Due { get; init; }
}
