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
            epoch from @from::timestamp at time zone @time_zone - interval '3 hours'
        )::bigint * 1000
        and timestamp_ms < extract(
            epoch from (@to + 1)::timestamp at time zone @time_zone + interval '3 hours'
        )::bigint * 1000
),

renamed as (
    select
        visitor_id,
        item_id,
        transaction_id,
        lower(btrim(event_type)) as event_type,
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
-- Files are not in time order: stored by date, one date is read from few pages ever after.
order by event_date
