-- Staging asks each line for its date. Here each date is asked for its lines, in the index alone; only those within three hours
-- of a midnight are asked for their date, as clocks may change there. Materialized, so that bounds are not computed again for
-- each line.
with days as materialized (
    select
        @from + day_no as check_date,
        extract(epoch from (@from + day_no)::timestamp at time zone @time_zone)::bigint * 1000 as from_ms,
        extract(epoch from (@from + day_no + 1)::timestamp at time zone @time_zone)::bigint * 1000 as to_ms
    from generate_series(0, @to - @from) as day_no
),

raw_counts as (
    select
        days.check_date,
        (
            select count(*)
            from raw_rr_events as events
            where
                events.file_id = any(@file_ids)
                and events.timestamp_ms > 0
                and events.timestamp_ms >= days.from_ms - 3 * 3600000
                and events.timestamp_ms < days.to_ms + 3 * 3600000
                and (
                    events.timestamp_ms between days.from_ms + 3 * 3600000 and days.to_ms - 3 * 3600000
                    or (
                        to_timestamp(events.timestamp_ms::double precision / 1000) at time zone @time_zone
                    )::date = days.check_date
                )
        ) as events
    from days
),

staged_counts as (
    select
        event_date as check_date,
        count(*) as events
    from stg_rr_events
    where event_date between @from and @to
    group by event_date
),

fact_counts as (
    select
        event_date as check_date,
        count(*) as events
    from fact_rr_events
    where event_date between @from and @to
    group by event_date
),

counts as (
    select
        check_date,
        coalesce(raw_counts.events, 0) as raw_events,
        coalesce(staged_counts.events, 0) as staged_events,
        coalesce(fact_counts.events, 0) as fact_events
    from raw_counts
    full join staged_counts using (check_date)
    full join fact_counts using (check_date)
)

select
    check_date,
    raw_events,
    staged_events,
    fact_events
from counts
where raw_events <> staged_events or staged_events <> fact_events
