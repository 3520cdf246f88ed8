namespace RetailRocket.Samples;

/// <summary>One written file.</summary>
/// <param name="Name">File name without folder.</param>
/// <param name="Rows">Data rows, without the header line.</param>
/// <param name="Bytes">Size on disk, with the header line.</param>
public sealed record SampleFile(string Name, long Rows, long Bytes);
