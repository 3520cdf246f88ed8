using Npgsql;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Files;
using RetailRocket.Pipeline.Landing.Tables;

namespace RetailRocket.Pipeline.Landing;

/// <summary>Collects what files, once landed, would change per source and date.</summary>
internal sealed class LandingChanges(PipelineDefinition pipeline, NpgsqlConnection connection)
{
    private readonly DateLedger ledger = new(connection, pipeline.Name);
    private readonly Dictionary<string, Dictionary<DateOnly, DateSum>> before = [];
    private readonly Dictionary<string, Dictionary<DateOnly, DateSum>> after = [];
    private readonly HashSet<string> undated = [];

    /// <summary>Reads a file, and puts its rows in the place of those of its landed version.</summary>
    /// <exception cref="SourceException">The file could not be loaded.</exception>
    public async Task<PreviewedFile> AddAsync(
        SourceFile file,
        LedgerFile? previous,
        int maxRecordBytes,
        CancellationToken ct
    )
    {
        var source = file.Source.Name;
        var (tally, sha256) = await Task.Run(() => FilePreview.Run(file, pipeline, maxRecordBytes, ct), ct);
        if (file.Source.Date is not null)
        {
            if (!before.ContainsKey(source))
            {
                before[source] = await ledger.OfSourceAsync(source, ct);
                after[source] = new(before[source]);
            }
            var sums = after[source];
            if (previous is not null)
                foreach (var (date, sum) in await ledger.OfFileAsync(previous.Id, ct))
                    sums[date] = sums.GetValueOrDefault(date) - sum;
            foreach (var (date, total) in tally.Days)
                sums[date] = sums.GetValueOrDefault(date) + new DateSum(total.Rows, total.Rejected, total.Fingerprint);
        }
        else if (previous?.Sha256 != sha256)
            undated.Add(source);
        return new PreviewedFile(
            source,
            file.Name,
            file.Path,
            previous is null ? LandedFileStatus.Loaded : LandedFileStatus.Replaced,
            file.Bytes,
            tally.Rows,
            tally.Rejected,
            tally.Undated
        );
    }

    /// <summary>The sources whose rows would change, in the pipeline's order.</summary>
    public List<PreviewedSource> Sources() =>
        [
            .. pipeline
                .Sources.Select(source => new PreviewedSource(
                    source.Name,
                    source.Date is null ? [] : ChangedDates(source.Name),
                    source.Date is null
                ))
                .Where(source => source.Undated ? undated.Contains(source.Source) : source.Dates.Count > 0),
        ];

    private List<PreviewedDate> ChangedDates(string source) =>
        after.TryGetValue(source, out var sums)
            ?
            [
                .. sums.Where(date => date.Value != before[source].GetValueOrDefault(date.Key))
                    .OrderBy(date => date.Key)
                    .Select(date => new PreviewedDate(date.Key, date.Value.Rows, date.Value.Rejected)),
            ]
            : [];
}
