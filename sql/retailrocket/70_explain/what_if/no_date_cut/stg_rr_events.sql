-- Midnight ends no session: an event bears the date on which its session starts, and the models,
-- which cut at the date of an event, do the rest.
with events_with_pause as (
    select
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no,
        event_ts - lag(event_ts) over (partition by visitor_id order by event_ts) as pause
    from stg_rr_events
    where event_date between @from and @to
),

events_with_start as (
    select
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no,
        max(event_ts) filter (
            where pause is null or pause > @session_gap_minutes * interval '1 minute'
        ) over (partition by visitor_id order by event_ts) as session_start_ts
    from events_with_pause
)

select
    (session_start_ts at time zone @time_zone)::date as event_date,
    event_ts,
    visitor_id,
    item_id,
    event_type,
    transaction_id,
    file_id,
    line_no
from events_with_start
