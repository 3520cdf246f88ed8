using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Files;
using RetailRocket.Pipeline.Landing.Tables;

namespace RetailRocket.Pipeline.Landing;

/// <summary>What the folder holds against what the ledger knows.</summary>
/// <param name="Load">Files to read, largest first, each with the version that is landed now.</param>
/// <param name="Unchanged">Files whose very bytes are landed.</param>
/// <param name="Absent">Landed files that the folder does not hold.</param>
internal sealed record LandingPlan(
    IReadOnlyList<(SourceFile File, LedgerFile? Previous)> Load,
    IReadOnlyList<(SourceFile File, LedgerFile Landed)> Unchanged,
    IReadOnlyList<AbsentFile> Absent
)
{
    /// <summary>Compares folder and ledger; a file of the same size but another time is read to compare its hash.</summary>
    /// <exception cref="SourceException">The folder or a file is not as it must be.</exception>
    public static LandingPlan Make(
        PipelineDefinition pipeline,
        string folder,
        LandingOptions options,
        IReadOnlyList<LedgerFile> ledger,
        CancellationToken ct
    )
    {
        var files = SourceFolder.List(
            pipeline,
            folder,
            options.Addition ? ledger.Select(file => file.Source).ToHashSet() : new HashSet<string>()
        );
        var landed = ledger.ToDictionary(file => (file.Source, file.Name));
        var load = new List<(SourceFile File, LedgerFile? Previous)>();
        var unchanged = new List<(SourceFile, LedgerFile)>();
        foreach (var file in files)
        {
            landed.Remove((file.Source.Name, file.Name), out var previous);
            if (previous is not null && !options.Force && IsSame(file, previous, ct))
                unchanged.Add((file, previous));
            else
                load.Add((file, previous));
        }

        // Wrong files are found before the first row is written, not after hours of loading the ones before them.
        foreach (var (file, _) in load)
            FileScan.Open(file, pipeline, 0, options.MaxRecordBytes, ct).Dispose();

        var known = pipeline.Sources.Select(source => source.Name).ToHashSet();
        return new LandingPlan(
            [.. load.OrderByDescending(item => item.File.Bytes)],
            unchanged,
            [
                .. landed
                    .Values.Where(file => known.Contains(file.Source))
                    .Select(file => new AbsentFile(file.Source, file.Name, file.Id, file.Rows))
                    .OrderBy(file => file.Source, StringComparer.Ordinal)
                    .ThenBy(file => file.Name, StringComparer.Ordinal),
            ]
        );
    }

    private static bool IsSame(SourceFile file, LedgerFile landed, CancellationToken ct)
    {
        if (landed.IsSurelySame(file))
            return true;
        return landed.Bytes == file.Bytes && SourceReader.Hash(file, ct) == landed.Sha256;
    }
}
