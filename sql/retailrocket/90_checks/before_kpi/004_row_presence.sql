with days as (
    select
        @from + day_no as check_date,
        extract(
            epoch from (@from + day_no)::timestamp at time zone @time_zone
        )::bigint * 1000 as start_ms,
        extract(
            epoch from (@from + day_no + 1)::timestamp at time zone @time_zone
        )::bigint * 1000 as end_ms
    from generate_series(0, @to - @from) as day_no
),

days_with_source_rows as (
    select check_date
    from days
    where exists (
        select 1
        from raw_rr_events as events
        where
            events.file_id = any(@file_ids)
            and events.timestamp_ms > 0
            and events.timestamp_ms >= days.start_ms
            and events.timestamp_ms < days.end_ms
    )
),

empty_tables as (
    select
        check_date,
        'stg_rr_events' as table_name
    from days_with_source_rows
    where not exists (
        select 1
        from stg_rr_events as events
        where events.event_date = days_with_source_rows.check_date
    )

    union all

    select
        check_date,
        'fact_rr_events' as table_name
    from days_with_source_rows
    where not exists (
        select 1
        from fact_rr_events as events
        where events.event_date = days_with_source_rows.check_date
    )

    union all

    select
        check_date,
        'fact_rr_sessions' as table_name
    from days_with_source_rows
    where not exists (
        select 1
        from fact_rr_sessions as sessions
        where sessions.session_date = days_with_source_rows.check_date
    )
)

select
    check_date,
    table_name,
    'no rows, though the source has some' as problem
from empty_tables
