using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Runs;

/// <summary>
/// Finds the dates that are worth a run: those that have data and about which something changed since a run last judged them.
/// A date that a gate holds back, or that a person rolled back, is left alone until something changes: the same files and the
/// same rules would only give the same answer, or undo what the person did.
/// </summary>
public sealed class DueDates(IDbContextFactory<OperationsContext> operations)
{
    private sealed record Judged(long RunId, long AsOfSeq, string DefinitionVersion, Verdict Verdict);

    private sealed record Standing(DateOnly Date, DueCause? Cause, Verdict? Verdict);

    /// <returns>Ascending.</returns>
    public async Task<IReadOnlyList<DueDate>> ReadAsync(
        PipelineDefinition definition,
        CancellationToken cancellationToken
    ) => DueOf(await StandingsAsync(definition, cancellationToken));

    /// <summary>Everything that a run over whatever is due would take, and what it would leave alone.</summary>
    public async Task<RunDecision> DecideAsync(PipelineDefinition definition, CancellationToken cancellationToken)
    {
        var standings = await StandingsAsync(definition, cancellationToken);
        var due = DueOf(standings);
        var held = standings
            .Where(date => date.Cause is null && date.Verdict == Verdict.Fail)
            .Select(date => date.Date)
            .ToList();
        var ranges = DateRange.Cover(
            [.. due.Select(date => date.Date)],
            standings.Where(date => date.Cause is null).Select(date => date.Date).ToHashSet()
        );
        return new RunDecision(due, held, standings.Count - due.Count - held.Count, ranges);
    }

    private static IReadOnlyList<DueDate> DueOf(IEnumerable<Standing> standings) =>
        [.. standings.Where(date => date.Cause is not null).Select(date => new DueDate(date.Date, date.Cause!.Value))];

    /// <summary>Every date that has data, ascending.</summary>
    private async Task<IReadOnlyList<Standing>> StandingsAsync(
        PipelineDefinition definition,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var state = await PipelineState.LoadAsync(context, definition, cancellationToken);
        var judged = await (
            from date in context.RunDates.AsNoTracking()
            join run in context.Runs.AsNoTracking() on date.RunId equals run.Id
            where run.Pipeline == definition.Name
            group new
            {
                date.Date,
                date.Verdict,
                Run = run,
            } by date.Date into runs
            select runs.OrderByDescending(row => row.Run.Id).First()
        ).ToDictionaryAsync(
            row => row.Date,
            row => new Judged(row.Run.Id, row.Run.AsOfSeq, row.Run.DefinitionVersion, row.Verdict),
            cancellationToken
        );
        var freshness = new Freshness(definition, state);
        var figures = Freshness.FiguresVersion(definition);
        var kpis = definition.Models.Where(model => model.Layer == ModelLayer.Kpi).ToList();
        return
        [
            .. state
                .SourceDates.Values.SelectMany(source => source.Keys)
                .Distinct()
                .Where(state.HasData)
                .Order()
                .Select(date => new Standing(date, CauseOf(date), judged.GetValueOrDefault(date)?.Verdict)),
        ];

        DueCause? CauseOf(DateOnly date)
        {
            if (!judged.TryGetValue(date, out var last))
                return DueCause.New;
            if (kpis.Any(model => freshness.RequiredSeq(model, date) > last.AsOfSeq))
                return DueCause.Data;
            // Of a published date only the figures count; a new check alone does not make them other figures.
            var changed =
                state.Publications.GetValueOrDefault(date) is { } publication && publication.RunId == last.RunId
                    ? publication.FiguresVersion != figures
                    : last.DefinitionVersion != definition.Version;
            return changed ? DueCause.Definition : null;
        }
    }

    /// <summary>The fewest ranges that cover the dates and no other date that has data.</summary>
    public async Task<IReadOnlyList<DateRange>> RangesAsync(
        PipelineDefinition definition,
        IReadOnlyCollection<DateOnly> dates,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(dates);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var known = await context
            .SourceDates.AsNoTracking()
            .Where(date => date.Pipeline == definition.Name && date.Rows + date.Rejected > 0)
            .Select(date => date.BusinessDate)
            .Distinct()
            .ToListAsync(cancellationToken);
        return DateRange.Cover(dates, known.Except(dates).ToHashSet());
    }
}
