using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs;

/// <summary>What a person, a schedule or a page asks a run to do.</summary>
public sealed record RunRequest
{
    public required PipelineDefinition Definition { get; init; }
    public required DateRange Range { get; init; }

    /// <summary>Build every date that the run reads, current or not.</summary>
    public bool Force { get; init; }

    /// <summary>Compute and judge, and let a person approve before anything is published; see <see cref="Publishing.HeldRuns"/>.</summary>
    public bool Hold { get; init; }

    /// <summary>Statements side by side.</summary>
    public int Workers { get; init; } = 2;

    /// <summary><c>command</c>, <c>schedule</c> or <c>page</c>.</summary>
    public string Trigger { get; init; } = "command";

    /// <summary>Who asked: an account name, never an address.</summary>
    public string RequestedBy { get; init; } = "command line";

    /// <summary>Folder that gets a folder per date of export files; null writes none.</summary>
    public string? ExportFolder { get; init; }
}
