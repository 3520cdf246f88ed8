-- Counted apart, because orders are few and a distinct count of all events is not. That a transaction has an order is not
-- asked for: nearly all have one, which the planner would not know, and it would expect no row at all.
with orders_of_sessions as (
    select
        event_date,
        session_id,
        count(distinct transaction_id) as orders
    from fact_rr_events
    where
        event_date between @from and @to
        and session_id is not null
        and event_type = 'transaction'
    group by event_date, session_id
),

sessions as (
    select
        event_date,
        session_id,
        visitor_id,
        min(event_ts) as session_start_ts,
        max(event_ts) as session_end_ts,
        max(event_type) filter (where event_no = 1) as landing_event_type,
        max(item_id) filter (where event_no = 1) as landing_item_id,
        count(*) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as carts,
        max(event_ts) filter (where event_type = 'addtocart') as last_cart_ts
    from fact_rr_events
    where event_date between @from and @to and session_id is not null
    group by event_date, session_id, visitor_id
)

select
    sessions.event_date as session_date,
    sessions.session_id,
    sessions.visitor_id,
    sessions.session_start_ts,
    sessions.session_end_ts,
    extract(hour from sessions.session_start_ts at time zone @time_zone)::smallint as start_hour,
    sessions.landing_event_type,
    sessions.landing_item_id,
    sessions.events as events_cnt,
    sessions.views as views_cnt,
    sessions.carts as carts_cnt,
    coalesce(orders_of_sessions.orders, 0) as purchases_cnt,
    (sessions.views > 0)::int as has_view,
    (sessions.carts > 0)::int as has_cart,
    (coalesce(orders_of_sessions.orders, 0) > 0)::int as has_purchase,
    sessions.last_cart_ts
from sessions
left join orders_of_sessions
    on
        sessions.event_date = orders_of_sessions.event_date
        and sessions.session_id = orders_of_sessions.session_id
