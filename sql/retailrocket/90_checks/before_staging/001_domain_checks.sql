with event_lines as (
    select
        (
            to_timestamp(events.timestamp_ms::double precision / 1000) at time zone @time_zone
        )::date as check_date,
        files.name as file_name,
        events.line_no,
        events.event_type,
        events.visitor_id,
        events.item_id
    from raw_rr_events as events
    inner join ops.source_files as files on events.file_id = files.id
    where
        events.file_id = any(@file_ids)
        -- An absent event type is found by 003_null_checks. The plain comparison spares mending the rest.
        and events.event_type not in ('view', 'addtocart', 'transaction')
        and lower(btrim(events.event_type)) not in ('view', 'addtocart', 'transaction')
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
    event_type,
    case
        when btrim(event_type) = '' then 'blank event type'
        else 'unknown event type'
    end as problem,
    visitor_id,
    item_id
from event_lines
where check_date between @from and @to
