namespace RetailRocket.Pipeline.Landing;

/// <summary>What a landing did.</summary>
public sealed record LandingReport
{
    /// <summary>Every file of the folder that belongs to a source, in order of source and name.</summary>
    public required IReadOnlyList<LandedFile> Files { get; init; }

    /// <summary>Files of the ledger that the folder does not hold. Their rows stay as they are.</summary>
    public required IReadOnlyList<AbsentFile> Absent { get; init; }

    /// <summary>Sentences that a person should read, such as a file without rows.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>From taking the pipeline's landing lock to the end, statistics included.</summary>
    public required TimeSpan Elapsed { get; init; }
}
