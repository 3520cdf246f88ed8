namespace RetailRocket.Samples;

/// <summary>What a sample wrote.</summary>
/// <param name="Files">In the order of their names.</param>
/// <param name="Story">What can be found in the data, for the reader of a demonstration.</param>
public sealed record SampleReport(IReadOnlyList<SampleFile> Files, IReadOnlyList<SampleStoryLine> Story);
