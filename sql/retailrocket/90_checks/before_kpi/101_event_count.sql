with days as materialized (
    select @from + day_no as check_date
    from generate_series(0, @to - @from) as day_no
),

-- Joined with the dates, so that the planner knows how few groups there are.
raw_counts as (
    select
        days.check_date,
        count(*) as events
    from raw_rr_events as events
    inner join days
        on (
            to_timestamp(events.timestamp_ms::double precision / 1000) at time zone @time_zone
        )::date = days.check_date
    where
        events.file_id = any(@file_ids)
        and events.timestamp_ms > 0
        and events.timestamp_ms >= extract(
            epoch from (@from - interval '3 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
        and events.timestamp_ms < extract(
            epoch from (@to + interval '27 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
    group by days.check_date
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
