-- Events are stored in this order: sorting finds nothing to do, and grouping then needs no table of all sessions.
with session_events as (
    select
        event_date,
        visitor_id,
        session_id,
        event_ts,
        event_no,
        event_type,
        item_id,
        case when event_type = 'transaction' then transaction_id end as order_id
    from fact_rr_events
    where event_date between @from and @to and session_id is not null
    order by event_date, visitor_id, session_id
),

sessions as (
    select
        event_date,
        visitor_id,
        session_id,
        min(event_ts) as session_start_ts,
        max(event_ts) as session_end_ts,
        max(event_type) filter (where event_no = 1) as landing_event_type,
        max(item_id) filter (where event_no = 1) as landing_item_id,
        count(*) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as carts,
        max(event_ts) filter (where event_type = 'addtocart') as last_cart_ts,
        array_agg(order_id) filter (where order_id is not null) as order_ids
    from session_events
    group by event_date, visitor_id, session_id
),

-- A distinct count in the grouping above is dear for all sessions, and few have an order.
sessions_with_orders as (
    select
        event_date,
        visitor_id,
        session_id,
        session_start_ts,
        session_end_ts,
        landing_event_type,
        landing_item_id,
        events,
        views,
        carts,
        last_cart_ts,
        case
            when order_ids is null then 0
            else (select count(distinct order_id) from unnest(order_ids) as order_id)
        end as orders,
        (order_ids is not null)::int as has_order
    from sessions
)

select
    event_date as session_date,
    session_id,
    visitor_id,
    session_start_ts,
    session_end_ts,
    extract(hour from session_start_ts at time zone @time_zone)::smallint as start_hour,
    landing_event_type,
    landing_item_id,
    events as events_cnt,
    views as views_cnt,
    carts as carts_cnt,
    orders as purchases_cnt,
    (views > 0)::int as has_view,
    (carts > 0)::int as has_cart,
    has_order as has_purchase,
    last_cart_ts
from sessions_with_orders
-- As they are; stored by date, one date is read from few pages ever after.
order by event_date, visitor_id, session_id
