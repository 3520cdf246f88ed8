namespace RetailRocket.Samples;

/// <summary>How far the writing of one file is.</summary>
/// <param name="File">File name without folder.</param>
/// <param name="Rows">Data rows written to it so far.</param>
/// <param name="TotalRows">Data rows it will have.</param>
public sealed record SampleProgress(string File, long Rows, long TotalRows);
