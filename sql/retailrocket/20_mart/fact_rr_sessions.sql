-- A distinct count of all events is dear, and orders are few: each is one more row of its session. Stacked and grouped, not
-- joined, so that the cost does not hang on the planner's guesses about a date that it has not seen yet.
with orders_of_sessions as (
    select distinct
        event_date,
        session_id,
        visitor_id,
        transaction_id
    from fact_rr_events
    where
        event_date between @from and @to
        and session_id is not null
        and event_type = 'transaction'
        and transaction_id is not null
),

session_rows as (
    select
        event_date,
        session_id,
        visitor_id,
        event_ts,
        event_no,
        event_type,
        item_id,
        null::int as orders
    from fact_rr_events
    where event_date between @from and @to and session_id is not null

    union all

    select
        event_date,
        session_id,
        visitor_id,
        null::timestamptz as event_ts,
        null::int as event_no,
        null as event_type,
        null::int as item_id,
        1 as orders
    from orders_of_sessions
    -- Events are stored in this order: sorting finds little to do, and grouping then needs no table of all sessions.
    order by event_date, visitor_id, session_id
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
        count(event_ts) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as carts,
        count(orders) as orders,
        max(event_ts) filter (where event_type = 'addtocart') as last_cart_ts
    from session_rows
    group by event_date, visitor_id, session_id
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
    (orders > 0)::int as has_purchase,
    last_cart_ts
from sessions
-- As they are; stored by date, one date is read from few pages ever after.
order by session_date, visitor_id, session_id
