with repeated_events as (
    select
        timestamp_ms,
        visitor_id,
        event_type,
        item_id,
        transaction_id
    from raw_rr_events
    where
        file_id = any(@file_ids)
        and timestamp_ms >= extract(
            epoch from @from::timestamp at time zone @time_zone - interval '3 hours'
        )::bigint * 1000
        and timestamp_ms < extract(
            epoch from (@to + 1)::timestamp at time zone @time_zone + interval '3 hours'
        )::bigint * 1000
    group by timestamp_ms, visitor_id, event_type, item_id, transaction_id
    having count(*) > 1
),

repeated_lines as (
    select
        (
            to_timestamp(lines.timestamp_ms::double precision / 1000) at time zone @time_zone
        )::date as check_date,
        files.name as file_name,
        lines.line_no,
        lines.timestamp_ms,
        lines.visitor_id,
        lines.event_type,
        lines.item_id,
        lines.transaction_id,
        row_number() over same_event as copy_no,
        first_value(files.name) over same_event as first_file_name,
        first_value(lines.line_no) over same_event as first_line_no
    from repeated_events
    inner join raw_rr_events as lines
        on
            repeated_events.timestamp_ms = lines.timestamp_ms
            and repeated_events.visitor_id is not distinct from lines.visitor_id
            and repeated_events.event_type is not distinct from lines.event_type
            and repeated_events.item_id is not distinct from lines.item_id
            and repeated_events.transaction_id is not distinct from lines.transaction_id
    inner join ops.source_files as files on lines.file_id = files.id
    where lines.file_id = any(@file_ids)
    window same_event as (
        partition by
            lines.timestamp_ms,
            lines.visitor_id,
            lines.event_type,
            lines.item_id,
            lines.transaction_id
        order by files.name collate "C", lines.line_no
    )
)

select
    check_date,
    file_name,
    line_no,
    first_file_name,
    first_line_no,
    timestamp_ms,
    visitor_id,
    event_type,
    item_id,
    transaction_id
from repeated_lines
where copy_no > 1 and check_date between @from and @to
