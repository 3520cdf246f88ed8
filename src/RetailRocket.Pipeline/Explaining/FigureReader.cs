using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>Reads the counts that are published for a range, and those of held-back dates where asked.</summary>
internal static class FigureReader
{
    /// <summary>By date; a date without figures is not among them.</summary>
    public static async Task<IReadOnlyList<FigureDate>> ReadAsync(
        NpgsqlConnection connection,
        PipelineDefinition definition,
        DateRange range,
        bool withHeldBack,
        DefinitionVersions versions,
        CancellationToken cancellationToken
    )
    {
        var explain = definition.Explain!;
        var date = definition.Models.First(model => model.Table == explain.Table).DateColumn!;
        var counts = explain.Counts;
        var sums = string.Join(", ", counts.Select(count => $"sum(figures.{SqlName.Quote(count)})::bigint"));
        // The rows of the very runs that the pointer names; the views of "published" show the same, without held-back runs.
        await using var command = new NpgsqlCommand(
            $"""
            with published_dates as (
                select date, run_id, definition_version, figures_version, true as is_published
                from ops.publications
                where pipeline = @pipeline and date between @from and @to
            ),

            held_back_dates as (
                select distinct on (verdicts.date)
                    verdicts.date, verdicts.run_id, runs.definition_version, '' as figures_version, false as is_published
                from ops.run_dates as verdicts
                inner join ops.runs as runs on verdicts.run_id = runs.id
                where
                    @with_held_back
                    and runs.pipeline = @pipeline
                    and verdicts.date between @from and @to
                    and verdicts.date not in (select date from published_dates)
                order by verdicts.date, verdicts.run_id desc
            ),

            dates as (
                select * from published_dates
                union all
                select * from held_back_dates
            )

            select dates.date, dates.run_id, dates.definition_version, dates.figures_version, dates.is_published, {sums}
            from dates
            inner join {SqlName.Quote(explain.Table)} as figures
                on figures.run_id = dates.run_id and figures.{SqlName.Quote(date)} = dates.date
            group by dates.date, dates.run_id, dates.definition_version, dates.figures_version, dates.is_published
            order by dates.date
            """,
            connection
        );
        command.Parameters.AddWithValue("pipeline", definition.Name);
        command.Parameters.AddWithValue("with_held_back", withHeldBack);
        command.Parameters.Add(new("from", NpgsqlDbType.Date) { Value = range.From });
        command.Parameters.Add(new("to", NpgsqlDbType.Date) { Value = range.To });
        var found = new List<(FigureDate Date, string Figures)>();
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken))
                found.Add(
                    (
                        new FigureDate(
                            rows.GetFieldValue<DateOnly>(0),
                            rows.GetInt64(1),
                            rows.GetBoolean(4),
                            rows.GetString(2),
                            true,
                            counts.Index().ToDictionary(count => count.Item, count => rows.GetInt64(5 + count.Index))
                        )
                        {
                            FigureVersion = "",
                        },
                        rows.GetString(3)
                    )
                );
        var dates = new List<FigureDate>();
        foreach (var (figure, figures) in found)
        {
            var (known, version) = await versions.ResolveAsync(figure.DefinitionVersion, figures, cancellationToken);
            dates.Add(figure with { IsDefinitionKnown = known, FigureVersion = version });
        }
        return dates;
    }
}
