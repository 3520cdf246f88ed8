using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Runs;

/// <summary>Where one date of a pipeline stands.</summary>
public sealed record DateStatus
{
    public required DateOnly Date { get; init; }

    /// <summary>Source rows landed.</summary>
    public required long Rows { get; init; }

    /// <summary>Lines of the date in quarantine.</summary>
    public required long Rejected { get; init; }

    /// <summary>The last run that judged the date; null when none did.</summary>
    public long? LastRun { get; init; }

    /// <summary>Its verdict; null when there was no run.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The run whose figures readers see; null when the date is not published.</summary>
    public long? PublishedRun { get; init; }

    public DateTime? PublishedAt { get; init; }

    /// <summary>The waiver that the figures are published under; null when checks let them through.</summary>
    public long? Waiver { get; init; }

    /// <summary>The newest run of the date that waits for approval; null when none does.</summary>
    public long? HeldRun { get; init; }

    /// <summary>Why the published figures are no longer what a run would give; null when they are.</summary>
    public StaleReason? Stale { get; init; }

    /// <summary>Checks of the last run that failed or warned, with their evidence.</summary>
    public IReadOnlyList<CheckResult> Findings { get; init; } = [];
}

/// <summary>Reads, per date, what was landed, run, judged, published, and what went stale since.</summary>
public sealed class PipelineStatusReader(IDbContextFactory<OperationsContext> operations)
{
    /// <param name="range">Dates to report; null for every date that was landed, run or published.</param>
    public async Task<IReadOnlyList<DateStatus>> ReadAsync(
        PipelineDefinition definition,
        DateRange? range,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var state = await PipelineState.LoadAsync(context, definition, cancellationToken);
        var freshness = new Freshness(definition, state);
        var lastRuns = await (
            from date in context.RunDates.AsNoTracking()
            join run in context.Runs.AsNoTracking() on date.RunId equals run.Id
            where run.Pipeline == definition.Name
            group date by date.Date into runs
            select runs.OrderByDescending(run => run.RunId).First()
        ).ToDictionaryAsync(date => date.Date, cancellationToken);
        var runIds = lastRuns.Values.Select(run => run.RunId).Distinct().ToList();
        var findings = (
            await context
                .CheckResults.AsNoTracking()
                .Where(result => runIds.Contains(result.RunId))
                .Where(result => result.Verdict == Verdict.Fail || result.Verdict == Verdict.Warn)
                .ToListAsync(cancellationToken)
        ).ToLookup(result => (result.RunId, result.Date));

        var held = await (
            from date in context.RunDates.AsNoTracking()
            join run in context.Runs.AsNoTracking() on date.RunId equals run.Id
            where run.Pipeline == definition.Name && run.Status == RunStatus.Held
            where date.Verdict == Verdict.Pass || date.Verdict == Verdict.Warn
            group date.RunId by date.Date into runs
            select new { Date = runs.Key, Run = runs.Max() }
        ).ToDictionaryAsync(row => row.Date, row => row.Run, cancellationToken);

        var dates = range is { } asked
            ? asked.Dates()
            : state
                .SourceDates.Values.SelectMany(source => source.Keys)
                .Concat(state.Publications.Keys)
                .Concat(lastRuns.Keys)
                .Distinct()
                .Order();
        return
        [
            .. dates.Select(date =>
            {
                var run = lastRuns.GetValueOrDefault(date);
                var publication = state.Publications.GetValueOrDefault(date);
                return new DateStatus
                {
                    Date = date,
                    Rows = state.RowsOf(date),
                    Rejected = state.LinesOf(date) - state.RowsOf(date),
                    LastRun = run?.RunId,
                    Verdict = run?.Verdict ?? (state.HasData(date) ? null : Database.Operations.Verdict.NoData),
                    PublishedRun = publication?.RunId,
                    PublishedAt = publication?.PublishedAt,
                    Waiver = publication is { WaiverId: > 0 } ? publication.WaiverId : null,
                    HeldRun = held.TryGetValue(date, out var waiting) ? waiting : null,
                    Stale = publication is null ? null : freshness.WhyStale(publication),
                    Findings = run is null ? [] : [.. findings[(run.RunId, date)].OrderBy(found => found.Id)],
                };
            }),
        ];
    }
}
