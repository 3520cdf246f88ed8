with event_lines as (
    select
        (
            to_timestamp(events.timestamp_ms::double precision / 1000) at time zone @time_zone
        )::date as check_date,
        files.name as file_name,
        events.line_no,
        events.visitor_id,
        events.event_type,
        events.item_id
    from raw_rr_events as events
    inner join ops.source_files as files on events.file_id = files.id
    where
        events.file_id = any(@file_ids)
        -- A line without a timestamp has no date: 012_undated_rows.
        and (events.visitor_id is null or events.event_type is null or events.item_id is null)
        and events.timestamp_ms >= extract(
            epoch from (@from - interval '3 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
        and events.timestamp_ms < extract(
            epoch from (@to + interval '27 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
)

select
    check_date,
    file_name,
    line_no,
    concat_ws(
        ', ',
        case when visitor_id is null then 'visitor_id' end,
        case when event_type is null then 'event_type' end,
        case when item_id is null then 'item_id' end
    ) as missing,
    visitor_id,
    event_type,
    item_id
from event_lines
where check_date between @from and @to
