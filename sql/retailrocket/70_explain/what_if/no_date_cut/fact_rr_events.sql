-- As the model, but midnight does not end a session: it belongs to the date on which it starts.
with files_in_order as (
    select
        id as file_id,
        row_number() over (order by name collate "C", id) as file_no
    from ops.source_files
    where pipeline = 'retailrocket'
),

events as (
    select
        staged.event_ts,
        staged.visitor_id,
        staged.item_id,
        staged.event_type,
        staged.transaction_id,
        staged.file_id,
        staged.line_no,
        files_in_order.file_no
    from stg_rr_events as staged
    left join files_in_order on staged.file_id = files_in_order.file_id
    where staged.event_date between @from and @to
),

events_with_pause as (
    select
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no,
        file_no,
        row_number() over visitor_history as visitor_event_no,
        event_ts - lag(event_ts) over visitor_history as pause
    from events
    window visitor_history as (
        partition by visitor_id
        order by event_ts, item_id, event_type collate "C", file_no, line_no
    )
),

marked_events as (
    select
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no,
        file_no,
        visitor_event_no,
        pause is null or pause > @session_gap_minutes * interval '1 minute' as starts_session
    from events_with_pause
),

-- The newest start so far is the start of the session that an event belongs to.
events_with_start as (
    select
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no,
        visitor_event_no,
        max(event_ts) filter (where starts_session) over history_so_far as session_start_ts,
        max(visitor_event_no) filter (where starts_session) over history_so_far as session_event_no
    from marked_events
    window history_so_far as (
        partition by visitor_id
        order by event_ts, item_id, event_type collate "C", file_no, line_no
        rows between unbounded preceding and current row
    )
)

select
    (session_start_ts at time zone @time_zone)::date as event_date,
    event_ts,
    visitor_id,
    item_id,
    event_type,
    transaction_id,
    visitor_id || '-' || (extract(epoch from session_start_ts) * 1000)::bigint as session_id,
    visitor_event_no - session_event_no + 1 as event_no,
    file_id,
    line_no
from events_with_start
