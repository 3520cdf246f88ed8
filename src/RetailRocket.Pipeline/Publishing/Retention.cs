using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>
/// Prunes KPI rows that nobody can need: of each date the published run, the one that a roll-back would go to, those that a
/// person has yet to decide on (held runs, waivers) and the last few others stay, so that a roll-back and a comparison remain
/// possible and disk use does not grow with the number of re-runs.
/// </summary>
internal static class Retention
{
    public static async Task<long> PruneAsync(
        NpgsqlDataSource runner,
        PipelineDefinition definition,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        long rows = 0;
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        foreach (var model in definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
        {
            await using var command = new NpgsqlCommand(
                $"""
                with superseded as (
                    select run_id, date
                    from (
                        select
                            run_dates.run_id,
                            run_dates.date,
                            row_number() over (
                                partition by run_dates.date order by run_dates.run_id desc
                            ) as place
                        from ops.run_dates
                        join ops.runs on runs.id = run_dates.run_id
                        left join ops.pointers as pointer
                            on pointer.pipeline = runs.pipeline
                            and pointer.date = run_dates.date
                            and pointer.run_id = run_dates.run_id
                        where runs.pipeline = @pipeline
                            and run_dates.date between @from and @to
                            and run_dates.verdict <> 'NoData'
                            and pointer.run_id is null
                            and runs.status <> 'Held'
                            and not exists (
                                select
                                from ops.waivers
                                where waivers.run_id = run_dates.run_id
                                    and waivers.date = run_dates.date
                                    and waivers.state in ('Asked', 'Approved')
                            )
                            and not exists (
                                select
                                from ops.pointers as present
                                join ops.publication_events as change using (pipeline, date, run_id)
                                where present.pipeline = runs.pipeline
                                    and present.date = run_dates.date
                                    and change.previous_run_id = run_dates.run_id
                            )
                    ) as unpublished
                    where place > @keep
                )
                delete from {SqlName.Quote(definition.Name, model.Table)} as figures
                using superseded
                where figures.run_id = superseded.run_id
                    and figures.{SqlName.Quote(model.DateColumn!)} = superseded.date
                """,
                connection
            )
            {
                CommandTimeout = 0,
            };
            command.Parameters.AddWithValue("pipeline", definition.Name);
            command.Parameters.AddWithValue("from", range.From);
            command.Parameters.AddWithValue("to", range.To);
            command.Parameters.AddWithValue("keep", definition.KeepRuns);
            rows += await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return rows;
    }
}
