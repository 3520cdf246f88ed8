-- The lines of the dates as they would be without defects:
-- an exact repeat of a line is left out;
-- an order that several visitors of a date share stays with the one who used it first;
-- a transaction without an order gets one, a purchase of its visitor at its instant;
-- a rejected line counts as its event where its date, visitor and event type can still be read.
with landed_lines as (
    select
        events.file_id,
        events.line_no,
        events.timestamp_ms,
        events.visitor_id,
        events.event_type,
        events.item_id,
        events.transaction_id
    from raw_rr_events as events
    where
        events.file_id = any(@file_ids)
        and events.timestamp_ms >= extract(
            epoch from (@from - interval '3 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
        and events.timestamp_ms < extract(
            epoch from (@to + interval '27 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
),

-- Columns in the order of the public data set; the date proves that the first is the instant.
rejected_fields as (
    select
        rejected.file_id,
        rejected.line_no::int as line_no,
        rejected.business_date,
        string_to_array(replace(rejected.text, '"', ''), ',') as fields
    from ops.quarantine as rejected
    inner join ops.source_files as files on rejected.file_id = files.id
    where
        rejected.pipeline = 'retailrocket'
        and rejected.source = 'events'
        and rejected.business_date between @from and @to
        and files.replaced_at is null
),

readable_fields as (
    select
        file_id,
        line_no,
        business_date,
        btrim(fields[1]) as timestamp_text,
        btrim(fields[2]) as visitor_text,
        lower(btrim(fields[3])) as event_type,
        btrim(fields[4]) as item_text,
        btrim(fields[5]) as order_text
    from rejected_fields
    where
        btrim(fields[1]) ~ '^\d{11,14}$'
        and btrim(fields[2]) ~ '^\d{1,9}$'
        and lower(btrim(fields[3])) in ('view', 'addtocart', 'transaction')
),

rejected_lines as (
    select
        file_id,
        line_no,
        timestamp_text::bigint as timestamp_ms,
        visitor_text::int as visitor_id,
        event_type,
        case when item_text ~ '^\d{1,9}$' then item_text::int end as item_id,
        case
            when event_type = 'transaction' and order_text ~ '^\d{1,18}$' then order_text::bigint
        end as transaction_id
    from readable_fields
    where
        (
            to_timestamp(timestamp_text::double precision / 1000) at time zone @time_zone
        )::date = business_date
),

lines as (
    select file_id, line_no, timestamp_ms, visitor_id, event_type, item_id, transaction_id
    from landed_lines

    union all

    select file_id, line_no, timestamp_ms, visitor_id, event_type, item_id, transaction_id
    from rejected_lines
),

numbered_lines as (
    select
        lines.file_id,
        lines.line_no,
        lines.timestamp_ms,
        lines.visitor_id,
        lines.event_type,
        lines.item_id,
        lines.transaction_id,
        (
            to_timestamp(lines.timestamp_ms::double precision / 1000) at time zone @time_zone
        )::date as event_date,
        row_number() over (
            partition by
                lines.timestamp_ms,
                lines.visitor_id,
                lines.event_type,
                lines.item_id,
                lines.transaction_id
            order by files.name collate "C", lines.line_no
        ) as copy_no
    from lines
    inner join ops.source_files as files on lines.file_id = files.id
),

owners_of_orders as (
    select distinct on (event_date, transaction_id)
        event_date,
        transaction_id,
        visitor_id
    from numbered_lines
    where transaction_id is not null
    order by event_date, transaction_id, timestamp_ms, visitor_id
)

select
    lines.file_id,
    lines.line_no,
    lines.timestamp_ms,
    lines.visitor_id,
    lines.event_type,
    lines.item_id,
    case
        when lines.transaction_id is null and lower(btrim(lines.event_type)) = 'transaction'
            -- Below zero, where no real order is.
            then -1 - dense_rank() over (order by lines.timestamp_ms, lines.visitor_id)
        else lines.transaction_id
    end as transaction_id
from numbered_lines as lines
left join owners_of_orders as owners
    on
        lines.event_date = owners.event_date
        and lines.transaction_id = owners.transaction_id
where
    lines.copy_no = 1
    and (
        owners.transaction_id is null
        or owners.visitor_id is not distinct from lines.visitor_id
    )
