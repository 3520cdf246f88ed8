namespace RetailRocket.Pipeline.Landing;

/// <summary>What a landing would do.</summary>
public sealed record LandingPreview
{
    /// <summary>Every file of the folder that belongs to a source, in order of source and name.</summary>
    public required IReadOnlyList<PreviewedFile> Files { get; init; }

    /// <summary>Files of the ledger that the folder does not hold; they would stay as they are.</summary>
    public required IReadOnlyList<AbsentFile> Absent { get; init; }

    /// <summary>Sources whose rows would change.</summary>
    public required IReadOnlyList<PreviewedSource> Sources { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
