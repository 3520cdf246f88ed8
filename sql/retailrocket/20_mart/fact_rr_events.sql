with files_in_order as (
    select
        id as file_id,
        row_number() over (order by name collate "C", id) as file_no
    from ops.source_files
    where pipeline = 'retailrocket'
),

events as (
    select
        staged.event_date,
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
        event_date,
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no,
        file_no,
        row_number() over visitor_day as event_no_of_day,
        event_ts - lag(event_ts) over visitor_day as pause
    from events
    window visitor_day as (
        partition by event_date, visitor_id
        order by event_ts, item_id, event_type collate "C", file_no, line_no
    )
),

marked_events as (
    select
        event_date,
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no,
        file_no,
        event_no_of_day,
        pause is null or pause > @session_gap_minutes * interval '1 minute' as starts_session
    from events_with_pause
),

-- The newest start so far is the start of the session that an event belongs to.
events_with_start as (
    select
        event_date,
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no,
        event_no_of_day,
        max(event_ts) filter (where starts_session) over day_so_far as session_start_ts,
        max(event_no_of_day) filter (where starts_session) over day_so_far as start_no_of_day
    from marked_events
    window day_so_far as (
        partition by event_date, visitor_id
        order by event_ts, item_id, event_type collate "C", file_no, line_no
        rows between unbounded preceding and current row
    )
)

select
    event_date,
    event_ts,
    visitor_id,
    item_id,
    event_type,
    transaction_id,
    -- As floating point: exact to the millisecond, and faster than extract, which computes in decimals.
    visitor_id || '-' || (date_part('epoch', session_start_ts) * 1000)::bigint as session_id,
    event_no_of_day - start_no_of_day + 1 as event_no,
    file_id,
    line_no
from events_with_start
