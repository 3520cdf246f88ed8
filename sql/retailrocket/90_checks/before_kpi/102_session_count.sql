-- The model looks back at the event before. Here events look forward: a session ends where its visitor
-- does nothing more on the date within the pause, and there are as many ends as sessions.
with events as (
    select
        event_date as check_date,
        event_ts,
        lead(event_ts) over (partition by event_date, visitor_id order by event_ts) as next_event_ts
    from stg_rr_events
    where event_date between @from and @to and visitor_id is not null
),

recounted as (
    select
        check_date,
        count(*) as sessions
    from events
    where
        next_event_ts is null
        or next_event_ts > event_ts + @session_gap_minutes * interval '1 minute'
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
