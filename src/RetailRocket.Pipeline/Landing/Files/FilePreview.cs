using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Records;

namespace RetailRocket.Pipeline.Landing.Files;

/// <summary>Reads a file as a load would, and keeps the counts only.</summary>
internal static class FilePreview
{
    /// <exception cref="SourceException">The file could not be loaded.</exception>
    public static (FileTally Tally, string Sha256) Run(
        SourceFile file,
        PipelineDefinition pipeline,
        int maxRecordBytes,
        CancellationToken ct
    )
    {
        using var scan = FileScan.Open(file, pipeline, 0, maxRecordBytes, ct);
        while (scan.Advance(ct))
        {
            scan.Sink.Rows.Clear();
            scan.Sink.Rejects.Clear();
        }
        return (scan.Sink.Tally, scan.Complete());
    }
}
