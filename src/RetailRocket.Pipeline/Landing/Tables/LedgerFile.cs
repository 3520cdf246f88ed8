namespace RetailRocket.Pipeline.Landing.Tables;

/// <summary>A current row of <c>ops.source_files</c>, with the span of its dates.</summary>
internal sealed record LedgerFile(
    int Id,
    string Source,
    string Name,
    string Path,
    string Sha256,
    long Bytes,
    DateTime ModifiedAt,
    long Rows,
    long Rejected,
    long Undated,
    DateTime LandedAt,
    DateOnly? FirstDate,
    DateOnly? LastDate
)
{
    /// <summary>
    /// Whether a file is unchanged without reading it: same size and time, and last written long enough before it was
    /// landed that a later write would have another time even on a file system with a clock of two seconds.
    /// </summary>
    public bool IsSurelySame(SourceFile file) =>
        Bytes == file.Bytes && ModifiedAt == file.ModifiedAt && LandedAt - ModifiedAt > TimeSpan.FromSeconds(2);
}
