using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>
/// The identity of everything that a recomputation reads: publications with their waivers, runs that a gate held back, the
/// files that are landed, and what the models' tables were built from. Two recomputations of one definition over an equal
/// basis give the same answer, whatever happened in between.
/// </summary>
internal static class ExplainBasis
{
    /// <param name="marginDays">Dates before and after each range whose rows are read as well.</param>
    /// <returns>A hash.</returns>
    public static async Task<string> ReadAsync(
        NpgsqlDataSource runner,
        PipelineDefinition definition,
        IReadOnlyList<DateRange> ranges,
        int marginDays,
        CancellationToken cancellationToken
    )
    {
        await using var command = runner.CreateCommand(
            """
            with asked as (
                select first, last
                from unnest(@firsts, @lasts) as ranges (first, last)
            ),

            lines as (
                select concat_ws(' ', 'published', date, waiver_id, run_id, definition_version, figures_version) as line
                from ops.publications
                where pipeline = @pipeline and exists (select from asked where date between first and last)
                union all
                select concat_ws(' ', 'judged', verdicts.date, max(verdicts.run_id))
                from ops.run_dates as verdicts
                inner join ops.runs as runs on verdicts.run_id = runs.id
                where runs.pipeline = @pipeline and exists (select from asked where verdicts.date between first and last)
                group by verdicts.date
                union all
                select concat_ws(' ', 'file', id)
                from ops.source_files
                where pipeline = @pipeline and replaced_at is null
                union all
                select concat_ws(' ', 'date', model, date, version, as_of_seq, run_id)
                from ops.model_dates
                where
                    pipeline = @pipeline
                    and exists (select from asked where date between first - @margin and last + @margin)
                union all
                select concat_ws(' ', 'table', model, version, as_of_seq, run_id)
                from ops.model_states
                where pipeline = @pipeline
            )

            select coalesce(md5(string_agg(line, E'\n' order by line)), '') from lines
            """
        );
        command.Parameters.AddWithValue("pipeline", definition.Name);
        command.Parameters.AddWithValue("margin", marginDays);
        command.Parameters.Add(Dates("firsts", ranges.Select(range => range.From)));
        command.Parameters.Add(Dates("lasts", ranges.Select(range => range.To)));
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static NpgsqlParameter Dates(string name, IEnumerable<DateOnly> dates) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Date) { Value = dates.ToArray() };
}
