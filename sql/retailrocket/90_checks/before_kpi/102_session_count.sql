-- The model looks back at the one event before. Here a session starts at every instant that
-- has no other event of the visitor and date within the pause before it.
with instants as (
    select
        event_date as check_date,
        visitor_id,
        event_ts,
        count(*) over (
            partition by event_date, visitor_id
            order by event_ts
            range between @session_gap_minutes * interval '1 minute' preceding and current row
            exclude group
        ) as events_within_pause
    from stg_rr_events
    where event_date between @from and @to and visitor_id is not null
),

session_starts as (
    select distinct
        check_date,
        visitor_id,
        event_ts
    from instants
    where events_within_pause = 0
),

recounted as (
    select
        check_date,
        count(*) as sessions
    from session_starts
    group by check_date
),

computed as (
    select
        session_date as check_date,
        count(*) as sessions
    from fact_rr_sessions
    where session_date between @from and @to
    group by session_date
),

counts as (
    select
        check_date,
        coalesce(computed.sessions, 0) as sessions,
        coalesce(recounted.sessions, 0) as recounted_sessions
    from computed
    full join recounted using (check_date)
)

select
    check_date,
    sessions,
    recounted_sessions
from counts
where sessions <> recounted_sessions
