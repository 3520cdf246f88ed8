with event_counts as (
    select
        event_date,
        count(*) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as addtocarts,
        count(*) filter (where event_type = 'transaction') as transaction_events,
        count(*) filter (
            where event_type = 'transaction' and transaction_id is null
        ) as transaction_events_without_id
    from fact_rr_events
    where event_date between @from and @to
    group by event_date
),

order_counts as (
    select
        event_date,
        count(distinct transaction_id) as purchases
    from fact_rr_events
    where event_date between @from and @to and event_type = 'transaction'
    group by event_date
),

-- Sessions are stored in this order: sorting finds little to do, and grouping then needs no table of all visitors.
sessions as (
    select
        session_date,
        visitor_id,
        has_view,
        has_cart,
        has_purchase,
        events_cnt
    from fact_rr_sessions
    where session_date between @from and @to
    order by session_date, visitor_id
),

-- One row a visitor and date, so that visitors are counted without a distinct count.
visitor_days as (
    select
        session_date,
        visitor_id,
        count(*)::int as sessions,
        max(has_view) as has_view,
        max(has_cart) as has_cart,
        max(has_purchase) as has_purchase,
        sum(has_view)::int as sessions_with_view,
        sum(has_cart)::int as sessions_with_cart,
        sum(has_purchase)::int as sessions_with_purchase,
        sum(has_view * has_cart)::int as sessions_with_view_and_cart,
        sum(has_cart * has_purchase)::int as sessions_with_cart_and_purchase,
        sum(has_view * has_cart * has_purchase)::int as sessions_with_view_cart_and_purchase,
        (count(*) filter (where events_cnt = 1))::int as single_event_sessions
    from sessions
    group by session_date, visitor_id
),

session_counts as (
    select
        session_date,
        count(*) as visitors,
        sum(has_view) as visitors_with_view,
        sum(has_cart) as visitors_with_cart,
        sum(has_purchase) as visitors_with_purchase,
        sum(sessions) as sessions,
        sum(sessions_with_view) as sessions_with_view,
        sum(sessions_with_cart) as sessions_with_cart,
        sum(sessions_with_purchase) as sessions_with_purchase,
        sum(sessions_with_view_and_cart) as sessions_with_view_and_cart,
        sum(sessions_with_cart_and_purchase) as sessions_with_cart_and_purchase,
        sum(sessions_with_view_cart_and_purchase) as sessions_with_view_cart_and_purchase,
        sum(single_event_sessions) as single_event_sessions
    from visitor_days
    group by session_date
),

counts as (
    select
        event_counts.event_date as kpi_date,
        event_counts.events,
        event_counts.views,
        event_counts.addtocarts,
        event_counts.transaction_events,
        event_counts.transaction_events_without_id,
        coalesce(order_counts.purchases, 0) as purchases,
        coalesce(session_counts.visitors, 0) as visitors,
        coalesce(session_counts.visitors_with_view, 0) as visitors_with_view,
        coalesce(session_counts.visitors_with_cart, 0) as visitors_with_cart,
        coalesce(session_counts.visitors_with_purchase, 0) as visitors_with_purchase,
        coalesce(session_counts.sessions, 0) as sessions,
        coalesce(session_counts.sessions_with_view, 0) as sessions_with_view,
        coalesce(session_counts.sessions_with_cart, 0) as sessions_with_cart,
        coalesce(session_counts.sessions_with_purchase, 0) as sessions_with_purchase,
        coalesce(session_counts.sessions_with_view_and_cart, 0) as sessions_with_view_and_cart,
        coalesce(
            session_counts.sessions_with_cart_and_purchase, 0
        ) as sessions_with_cart_and_purchase,
        coalesce(
            session_counts.sessions_with_view_cart_and_purchase, 0
        ) as sessions_with_view_cart_and_purchase,
        coalesce(session_counts.single_event_sessions, 0) as single_event_sessions
    from event_counts
    left join order_counts on event_counts.event_date = order_counts.event_date
    left join session_counts on event_counts.event_date = session_counts.session_date
)

select
    kpi_date,
    visitors,
    sessions,
    views,
    addtocarts,
    purchases,
    sessions_with_view,
    sessions_with_cart,
    sessions_with_purchase,
    round(sessions_with_purchase::numeric / nullif(sessions, 0), 4) as cvr_session_to_purchase,
    round(sessions_with_cart::numeric / nullif(sessions_with_view, 0), 4) as cvr_view_to_cart,
    round(
        sessions_with_purchase::numeric / nullif(sessions_with_cart, 0), 4
    ) as cvr_cart_to_purchase,
    sessions_with_view_and_cart,
    sessions_with_cart_and_purchase,
    sessions_with_purchase - sessions_with_cart_and_purchase as purchase_sessions_without_cart,
    round(
        sessions_with_view_and_cart::numeric / nullif(sessions_with_view, 0), 4
    ) as cvr_view_to_cart_closed,
    round(
        sessions_with_cart_and_purchase::numeric / nullif(sessions_with_cart, 0), 4
    ) as cvr_cart_to_purchase_closed,
    sessions_with_view_cart_and_purchase,
    sessions_with_cart - sessions_with_view_and_cart as cart_sessions_without_view,
    single_event_sessions,
    visitors_with_view,
    visitors_with_cart,
    visitors_with_purchase,
    round(visitors_with_purchase::numeric / nullif(visitors, 0), 4) as cvr_visitor_to_purchase,
    events,
    transaction_events,
    transaction_events_without_id
from counts
