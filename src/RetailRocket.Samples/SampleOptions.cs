namespace RetailRocket.Samples;

/// <summary>What decides the bytes of a sample, and nothing else does.</summary>
/// <param name="Scale">How much to write.</param>
/// <param name="Seed">Changes the noise, never the totals of a scale nor its story.</param>
public sealed record SampleOptions(SampleScale Scale = SampleScale.Small, long Seed = 42);
