using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Features.Quality;

/// <summary>
/// Compares all dates of a run with what readers see: a drill-down, because figures that are not published are read by run.
/// Tables and columns come from the definition and the database's own catalogue.
/// </summary>
public sealed class RunDifferences(DrillDown figures, RunComparison comparison)
{
    /// <param name="dates">The dates that publishing the run would replace.</param>
    public async Task<RunDifference> ReadAsync(
        PipelineDefinition definition,
        long run,
        IReadOnlyList<DateOnly> dates,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        var tables = new List<TableDifference>();
        var changes = new List<FigureChange>();
        foreach (var model in definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
        {
            var columns = await comparison.ColumnsAsync(definition, model, cancellationToken);
            tables.Add(await RowsAsync(definition, model, columns, run, dates, cancellationToken));
            if (columns.Key.Count == 0 && columns.Figures.Count > 0)
                changes.AddRange(await ChangesAsync(definition, model, columns, run, dates, cancellationToken));
        }
        return new RunDifference(tables, [.. changes.OrderByDescending(Share)]);
    }

    // A figure that is new, or goes away, has changed more than any that only moved.
    private static decimal Share(FigureChange change) =>
        change is { Would: { } would, Now: { } now } && now != 0 ? Math.Abs((would - now) / now) : decimal.MaxValue;

    private async Task<TableDifference> RowsAsync(
        PipelineDefinition definition,
        ModelDefinition model,
        FigureColumns columns,
        long run,
        IReadOnlyList<DateOnly> dates,
        CancellationToken cancellationToken
    )
    {
        var date = SqlName.Quote(model.DateColumn!);
        var key = string.Join(", ", columns.Key.Select(SqlName.Quote).Prepend(date));
        var rows = await figures.ListAsync(
            $"""
            with would as (
                select {key}, to_jsonb(figures) - 'run_id' as body
                from {SqlName.Quote(definition.Name, model.Table)} as figures
                where {date} = any(@dates) and run_id = @run
            ),
            published as (
                select {key}, to_jsonb(figures) as body
                from published.{SqlName.Quote(model.Table)} as figures
                where {date} = any(@dates)
            )
            select
                count(would.body),
                count(published.body),
                count(*) filter (where published.body is null),
                count(*) filter (where would.body is null),
                count(*) filter (where would.body <> published.body)
            from would
            full join published using ({key})
            """,
            row => new TableDifference(
                model.Table,
                row.GetInt64(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.GetInt64(4)
            ),
            cancellationToken,
            ("run", run),
            ("dates", dates.ToArray())
        );
        return rows[0];
    }

    private Task<IReadOnlyList<FigureChange>> ChangesAsync(
        PipelineDefinition definition,
        ModelDefinition model,
        FigureColumns columns,
        long run,
        IReadOnlyList<DateOnly> dates,
        CancellationToken cancellationToken
    )
    {
        var date = SqlName.Quote(model.DateColumn!);
        var kinds = columns.Figures.ToDictionary(column => column.Name, column => column.Kind);
        var values = columns.Figures.Select(column =>
        {
            var name = SqlName.Quote(column.Name);
            return $"({SqlLiteral.Of(column.Name)}, would.{name}::numeric, published.{name}::numeric)";
        });
        return figures.ListAsync(
            $"""
            select distinct on (figure.name) figure.name, would.{date}, figure.would, figure.now
            from {SqlName.Quote(definition.Name, model.Table)} as would
            left join published.{SqlName.Quote(model.Table)} as published on published.{date} = would.{date}
            cross join lateral (values {string.Join(", ", values)}) as figure (name, would, now)
            where would.run_id = @run and would.{date} = any(@dates) and figure.would is distinct from figure.now
            order by figure.name, abs((figure.would - figure.now) / nullif(figure.now, 0)) desc nulls first, would.{date}
            """,
            row => new FigureChange(
                model.Table,
                row.GetString(0),
                kinds[row.GetString(0)],
                row.GetFieldValue<DateOnly>(1),
                row.Maybe<decimal>(2),
                row.Maybe<decimal>(3)
            ),
            cancellationToken,
            ("run", run),
            ("dates", dates.ToArray())
        );
    }
}
