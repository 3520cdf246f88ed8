using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Targets;

/// <summary>Answers for one visitor: a drill-down into the facts, beside what the published lists say.</summary>
public sealed class VisitorQueries(Warehouse warehouse, DrillDown facts, PipelineCatalog catalog, Access access)
{
    /// <summary>The visitor on the last date of the view; null for a pipeline without target lists, or without dates.</summary>
    public async Task<VisitorModel?> ReadAsync(ViewState view, int visitor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        await access.DemandAsync(Feature.Targets);
        if (TargetLists.Of(view.Pipeline) is not { } lists || !view.HasDates)
            return null;
        var conditions = await ConditionsAsync(view, visitor, cancellationToken);
        var listed = await ListedAsync(view, visitor, cancellationToken);
        return new VisitorModel(
            visitor,
            view.To,
            view.Of(view.To)?.PublishedRun,
            await FactsRunAsync(view, cancellationToken),
            [.. lists.Segments.Select(segment => Answer(segment, view.To, conditions, listed))],
            await EventsAsync(view.To, visitor, cancellationToken)
        );
    }

    private static SegmentAnswer Answer(
        string segment,
        DateOnly date,
        IReadOnlyList<SegmentCondition> conditions,
        IReadOnlyList<(DateOnly Date, string Segment, int Rank, string Evidence)> listed
    )
    {
        var mine = listed.Where(row => row.Segment == segment).ToList();
        var now = mine.Where(row => row.Date == date).ToList();
        return new SegmentAnswer(
            segment,
            now.Count > 0 ? now[0].Rank : null,
            now.Count > 0 ? now[0].Evidence : null,
            [.. conditions.Where(condition => condition.Segment == segment)],
            [.. mine.Select(row => row.Date)]
        );
    }

    private Task<IReadOnlyList<SegmentCondition>> ConditionsAsync(
        ViewState view,
        int visitor,
        CancellationToken cancellationToken
    ) =>
        facts.ListAsync(
            VisitorSql.Conditions,
            row => new SegmentCondition(
                row.GetString(0),
                row.GetString(1),
                row.GetInt64(2),
                row.GetBoolean(3),
                row.GetInt64(4),
                row.GetBoolean(5),
                row.IsDBNull(6)
                    ? null
                    : new VisitorEvent(
                        row.GetFieldValue<DateTimeOffset>(6),
                        row.Words(7),
                        row.Maybe<int>(8),
                        row.Maybe<long>(9),
                        null,
                        row.Words(10),
                        row.GetInt32(11)
                    )
            ),
            cancellationToken,
            [("visitor", visitor), ("date", view.To), .. Thresholds(view.Pipeline)]
        );

    // A condition reads its threshold where the figures do: in the settings of pipeline.yml.
    private IEnumerable<(string, object?)> Thresholds(string pipeline) =>
        catalog.Get(pipeline).Settings.Select(setting => (setting.Name, (object?)setting.Value));

    private Task<IReadOnlyList<VisitorEvent>> EventsAsync(
        DateOnly date,
        int visitor,
        CancellationToken cancellationToken
    ) =>
        facts.ListAsync(
            VisitorSql.Events,
            Event,
            cancellationToken,
            ("visitor", visitor),
            ("date", date),
            ("rows", VisitorModel.MostEvents)
        );

    private static VisitorEvent Event(NpgsqlDataReader row) =>
        new(
            row.GetFieldValue<DateTimeOffset>(0),
            row.Words(1),
            row.Maybe<int>(2),
            row.Maybe<long>(3),
            row.Words(4),
            row.Words(5),
            row.GetInt32(6)
        );

    private Task<IReadOnlyList<(DateOnly Date, string Segment, int Rank, string Evidence)>> ListedAsync(
        ViewState view,
        int visitor,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            VisitorSql.Listed,
            row => (row.GetFieldValue<DateOnly>(0), row.GetString(1), row.GetInt32(2), row.GetString(3)),
            cancellationToken,
            ("pipeline", view.Pipeline),
            ("visitor", visitor),
            ("from", view.From),
            ("to", view.To)
        );

    private async Task<long?> FactsRunAsync(ViewState view, CancellationToken cancellationToken)
    {
        var runs = await warehouse.Reader.ListAsync(
            VisitorSql.FactsRun,
            row => row.GetInt64(0),
            cancellationToken,
            ("pipeline", view.Pipeline),
            ("date", view.To)
        );
        return runs.Count > 0 ? runs[0] : null;
    }
}
