namespace RetailRocket.Pipeline.Explaining;

/// <summary>The figures of one date, and where they come from.</summary>
/// <param name="IsPublished">False for the figures of a date that a gate holds back.</param>
/// <param name="DefinitionVersion">What the run computed them under.</param>
/// <param name="IsDefinitionKnown">False when the files of that definition were not kept: the present one stands in.</param>
public sealed record FigureDate(
    DateOnly Date,
    long RunId,
    bool IsPublished,
    string DefinitionVersion,
    bool IsDefinitionKnown,
    IReadOnlyDictionary<string, long> Counts
)
{
    /// <summary>Version of the model of the figures: equal where the definition of the figures is.</summary>
    public required string FigureVersion { get; init; }
}
