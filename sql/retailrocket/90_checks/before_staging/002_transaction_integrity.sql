with order_lines as (
    select
        (
            to_timestamp(events.timestamp_ms::double precision / 1000) at time zone @time_zone
        )::date as check_date,
        files.name as file_name,
        events.line_no,
        lower(btrim(events.event_type)) as event_type,
        events.visitor_id,
        events.transaction_id
    from raw_rr_events as events
    inner join ops.source_files as files on events.file_id = files.id
    where
        events.file_id = any(@file_ids)
        and (events.transaction_id is not null or lower(btrim(events.event_type)) = 'transaction')
        and events.timestamp_ms >= extract(
            epoch from (@from - interval '3 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
        and events.timestamp_ms < extract(
            epoch from (@to + interval '27 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
),

dated_order_lines as (
    select
        check_date,
        file_name,
        line_no,
        event_type,
        visitor_id,
        transaction_id
    from order_lines
    where check_date between @from and @to
),

shared_orders as (
    select
        check_date,
        transaction_id
    from dated_order_lines
    where transaction_id is not null
    group by check_date, transaction_id
    having min(visitor_id) < max(visitor_id)
),

problems as (
    select
        check_date,
        file_name,
        line_no,
        'transaction without an order' as problem,
        event_type,
        transaction_id,
        visitor_id
    from dated_order_lines
    where event_type = 'transaction' and transaction_id is null

    union all

    select
        check_date,
        file_name,
        line_no,
        'order on an event that is no transaction' as problem,
        event_type,
        transaction_id,
        visitor_id
    from dated_order_lines
    where event_type is distinct from 'transaction' and transaction_id is not null

    union all

    select
        lines.check_date,
        lines.file_name,
        lines.line_no,
        'order of several visitors' as problem,
        lines.event_type,
        lines.transaction_id,
        lines.visitor_id
    from dated_order_lines as lines
    inner join shared_orders
        on
            lines.check_date = shared_orders.check_date
            and lines.transaction_id = shared_orders.transaction_id
)

select
    check_date,
    file_name,
    line_no,
    problem,
    event_type,
    transaction_id,
    visitor_id
from problems
