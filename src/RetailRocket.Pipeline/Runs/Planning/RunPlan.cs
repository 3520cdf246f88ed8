using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>What a run will do, decided from the ledgers before it starts.</summary>
public sealed record RunPlan
{
    public required PipelineDefinition Definition { get; init; }

    /// <summary>The dates asked for.</summary>
    public required DateRange Requested { get; init; }

    /// <summary>Those that have source rows: they get figures, verdicts, and a publication if no gate holds them.</summary>
    public required IReadOnlyList<DateOnly> Dates { get; init; }

    /// <summary>Those that have none: NO DATA.</summary>
    public required IReadOnlyList<DateOnly> EmptyDates { get; init; }

    /// <summary>Source rows and rejected lines of each of <see cref="Dates"/>.</summary>
    public required IReadOnlyDictionary<DateOnly, long> SourceLines { get; init; }

    /// <summary>Models to build, each after what it reads.</summary>
    public required IReadOnlyList<ModelBuild> Builds { get; init; }

    /// <summary>Last change of the landed data that the plan knows of.</summary>
    public required long AsOfSeq { get; init; }

    /// <summary>Every date of a dated staging or mart table that the run replaces: the requested ones and history that is missing or stale.</summary>
    public IReadOnlyList<DateOnly> ReplacedDates =>
        [
            .. Builds
                .Where(build => build.Model.Layer != ModelLayer.Kpi)
                .SelectMany(build => build.Ranges)
                .SelectMany(range => range.Dates())
                .Distinct()
                .Order(),
        ];

    public bool RefreshesWholeTables => Builds.Any(build => build.Model.Refresh == ModelRefresh.Whole);
}

/// <param name="Ranges">Date ranges, one statement each; empty for a table that is refreshed as a whole.</param>
public sealed record ModelBuild(ModelDefinition Model, IReadOnlyList<DateRange> Ranges);
