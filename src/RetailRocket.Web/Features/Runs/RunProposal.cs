using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Web.Features.Runs;

/// <summary>What a run would do, as a page shows it before anything is done.</summary>
public sealed record RunProposal
{
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required string DefinitionVersion { get; init; }

    /// <summary>Files of the folder that would be landed; null when none would.</summary>
    public IReadOnlyList<PreviewedFile>? Files { get; init; }

    /// <summary>Requested dates that have source rows.</summary>
    public required int Dates { get; init; }

    /// <summary>Source rows and rejected lines of those dates.</summary>
    public required long SourceLines { get; init; }

    /// <summary>Requested dates that have none.</summary>
    public required IReadOnlyList<DateSpan> Empty { get; init; }

    /// <summary>Tables refreshed as a whole.</summary>
    public required IReadOnlyList<string> WholeTables { get; init; }

    /// <summary>Requested dates and the tables whose rows are replaced.</summary>
    public required IReadOnlyList<TableSpan> Replaced { get; init; }

    /// <summary>Earlier dates that the requested ones read and that have to be built again.</summary>
    public required IReadOnlyList<TableSpan> History { get; init; }

    /// <summary>Later published dates that would no longer be what a run gives.</summary>
    public required IReadOnlyList<TableSpan> BecomeStale { get; init; }

    /// <summary>Later published dates that read the replaced ones and stay as they are.</summary>
    public required IReadOnlyList<TableSpan> StayCurrent { get; init; }

    /// <summary>Requested dates that readers see figures of now, which a passing run replaces.</summary>
    public required int PublishedNow { get; init; }
}
