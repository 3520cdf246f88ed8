with source as (
    select
        file_id,
        line_no,
        timestamp_ms,
        visitor_id,
        item_id,
        event_type,
        transaction_id
    from raw_rr_events
    where
        file_id = any(@file_ids)
        and timestamp_ms > 0
        -- Bounds for the index, a little wide; the exact date is decided below.
        and timestamp_ms >= extract(
            epoch from (@from - interval '3 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
        and timestamp_ms < extract(
            epoch from (@to + interval '27 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
),

renamed as (
    select
        visitor_id,
        item_id,
        transaction_id,
        -- Nearly every line is spelled right, and mending the spelling costs more than the rest of it.
        case
            when event_type in ('view', 'addtocart', 'transaction') then event_type
            else lower(btrim(event_type))
        end as event_type,
        to_timestamp(timestamp_ms::double precision / 1000) as event_ts,
        file_id,
        line_no
    from source
),

dated as (
    select
        (event_ts at time zone @time_zone)::date as event_date,
        event_ts,
        visitor_id,
        item_id,
        event_type,
        transaction_id,
        file_id,
        line_no
    from renamed
)

select
    event_date,
    event_ts,
    visitor_id,
    item_id,
    event_type,
    transaction_id,
    file_id,
    line_no
from dated
where event_date between @from and @to
-- Files are not in time order. Stored by date, one date is read from few pages ever after; stored as sessions
-- need them, the next steps find their events in order and have nothing to sort. Date and visitor are one number, which
-- is sorted faster than two columns.
order by
    ((event_date - date '2000-01-01')::bigint << 32) + visitor_id,
    event_ts,
    item_id,
    event_type collate "C",
    file_id,
    line_no
