using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>What the ledgers say of one pipeline at one moment: landed data, built dates, publications.</summary>
public sealed class PipelineState
{
    /// <summary>Rows by dated source and business date, zero where all rows went away again.</summary>
    public required IReadOnlyDictionary<string, SortedList<DateOnly, SourceDateState>> SourceDates { get; init; }

    /// <summary>Last change by undated source.</summary>
    public required IReadOnlyDictionary<string, long> SourceSeqs { get; init; }

    /// <summary>Built dates by model.</summary>
    public required IReadOnlyDictionary<string, Dictionary<DateOnly, ModelDate>> ModelDates { get; init; }

    public required IReadOnlyDictionary<string, ModelState> ModelStates { get; init; }
    public required IReadOnlyDictionary<DateOnly, Publication> Publications { get; init; }

    /// <summary>Number of the last change of the landed data; 0 when nothing was landed.</summary>
    public required long AsOfSeq { get; init; }

    /// <summary>Source rows of <paramref name="date"/> over all dated sources.</summary>
    public long RowsOf(DateOnly date) =>
        SourceDates.Values.Sum(dates => dates.TryGetValue(date, out var state) ? state.Rows : 0);

    /// <summary>Source rows and rejected lines of <paramref name="date"/> over all dated sources.</summary>
    public long LinesOf(DateOnly date) =>
        SourceDates.Values.Sum(dates => dates.TryGetValue(date, out var state) ? state.Rows + state.Rejected : 0);

    /// <summary>What decides between data and NO DATA.</summary>
    public bool HasData(DateOnly date) => LinesOf(date) > 0;

    /// <summary>The state as it would be after a landing: what that changes counts as newer than everything.</summary>
    public PipelineState After(LandingPreview preview)
    {
        ArgumentNullException.ThrowIfNull(preview);
        const long landing = long.MaxValue;
        var dates = SourceDates.ToDictionary(
            source => source.Key,
            source => new SortedList<DateOnly, SourceDateState>(source.Value)
        );
        var seqs = SourceSeqs.ToDictionary();
        foreach (var source in preview.Sources)
        {
            if (source.Undated)
            {
                seqs[source.Source] = landing;
                continue;
            }
            if (!dates.TryGetValue(source.Source, out var states))
                dates[source.Source] = states = [];
            foreach (var change in source.Dates)
                states[change.Date] = new SourceDateState
                {
                    Pipeline = "",
                    Source = source.Source,
                    BusinessDate = change.Date,
                    Rows = change.Rows,
                    Rejected = change.Rejected,
                    ChangedSeq = landing,
                };
        }
        return new PipelineState
        {
            SourceDates = dates,
            SourceSeqs = seqs,
            ModelDates = ModelDates,
            ModelStates = ModelStates,
            Publications = Publications,
            AsOfSeq = preview.Sources.Count > 0 ? landing : AsOfSeq,
        };
    }

    public static async Task<PipelineState> LoadAsync(
        OperationsContext operations,
        PipelineDefinition definition,
        CancellationToken cancellationToken
    )
    {
        var name = definition.Name;
        var sourceDates = await operations
            .SourceDates.AsNoTracking()
            .Where(date => date.Pipeline == name)
            .ToListAsync(cancellationToken);
        var sourceStates = await operations
            .SourceStates.AsNoTracking()
            .Where(state => state.Pipeline == name)
            .ToListAsync(cancellationToken);
        var modelDates = await operations
            .ModelDates.AsNoTracking()
            .Where(date => date.Pipeline == name)
            .ToListAsync(cancellationToken);
        var modelStates = await operations
            .ModelStates.AsNoTracking()
            .Where(state => state.Pipeline == name)
            .ToListAsync(cancellationToken);
        var publications = await operations
            .Publications.AsNoTracking()
            .Where(publication => publication.Pipeline == name)
            .ToListAsync(cancellationToken);

        return new PipelineState
        {
            SourceDates = sourceDates
                .GroupBy(date => date.Source)
                .ToDictionary(
                    group => group.Key,
                    group => new SortedList<DateOnly, SourceDateState>(group.ToDictionary(date => date.BusinessDate))
                ),
            SourceSeqs = sourceStates.ToDictionary(state => state.Source, state => state.ChangedSeq),
            ModelDates = modelDates
                .GroupBy(date => date.Model)
                .ToDictionary(group => group.Key, group => group.ToDictionary(date => date.Date)),
            ModelStates = modelStates.ToDictionary(state => state.Model),
            Publications = publications.ToDictionary(publication => publication.Date),
            AsOfSeq = Math.Max(
                sourceDates.Select(date => date.ChangedSeq).DefaultIfEmpty().Max(),
                sourceStates.Select(state => state.ChangedSeq).DefaultIfEmpty().Max()
            ),
        };
    }
}
