$put funnel_daily $as
with event_counts as (
    select
        event_date,
        count(*) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as addtocarts,
        count(*) filter (where event_type = 'transaction') as transaction_events,
        count(distinct transaction_id) filter (where event_type = 'transaction') as purchases
    from fact_events
    where event_date $isWanted
    group by event_date
),

session_counts as (
    select
        session_date,
        count(distinct visitor_id) as visitors,
        count(distinct visitor_id) filter (where has_purchase = 1) as visitors_with_purchase,
        count(*) as sessions,
        count(*) filter (where views > 0) as with_view,
        count(*) filter (where carts > 0) as with_cart,
        count(*) filter (where has_purchase = 1) as with_purchase,
        count(*) filter (where views > 0 and carts > 0) as with_view_and_cart,
        count(*) filter (where carts > 0 and has_purchase = 1) as with_cart_and_purchase,
        count(*) filter (where events = 1) as single_event
    from fact_sessions
    where session_date $isWanted
    group by session_date
)

select
    event_date as kpi_date,
    visitors,
    sessions,
    views,
    addtocarts,
    purchases,
    with_view as sessions_with_view,
    with_cart as sessions_with_cart,
    with_purchase as sessions_with_purchase,
    with_view_and_cart as sessions_with_view_and_cart,
    with_cart_and_purchase as sessions_with_cart_and_purchase,
    single_event as single_event_sessions,
    visitors_with_purchase,
    events,
    transaction_events
from event_counts
inner join session_counts on event_date = session_date;
