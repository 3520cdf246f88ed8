:put funnel_daily :as
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
    from fact_events
    where event_date :is_wanted
    group by event_date
),

order_counts as (
    select
        event_date,
        count(distinct transaction_id) as purchases
    from purchases
    where event_date :is_wanted
    group by event_date
),

visitor_days as (
    select
        session_date,
        visitor_id,
        count(*)::int as sessions,
        max((views > 0)::int) as has_view,
        max((carts > 0)::int) as has_cart,
        max(has_purchase) as has_purchase,
        sum((views > 0)::int)::int as with_view,
        sum((carts > 0)::int)::int as with_cart,
        sum(has_purchase)::int as with_purchase,
        sum((views > 0 and carts > 0)::int)::int as with_view_and_cart,
        sum((carts > 0)::int * has_purchase)::int as with_cart_and_purchase,
        sum((views > 0 and carts > 0)::int * has_purchase)::int as with_all,
        sum((events = 1)::int)::int as single_event
    from fact_sessions
    where session_date :is_wanted
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
        sum(with_view) as with_view,
        sum(with_cart) as with_cart,
        sum(with_purchase) as with_purchase,
        sum(with_view_and_cart) as with_view_and_cart,
        sum(with_cart_and_purchase) as with_cart_and_purchase,
        sum(with_all) as with_all,
        sum(single_event) as single_event
    from visitor_days
    group by session_date
)

select
    event_date as kpi_date,
    visitors::int,
    sessions::int,
    views::int,
    addtocarts::int,
    coalesce(purchases, 0)::int as purchases,
    with_view::int as sessions_with_view,
    with_cart::int as sessions_with_cart,
    with_purchase::int as sessions_with_purchase,
    round(with_purchase::numeric / sessions, 4) as cvr_session_to_purchase,
    round(with_cart::numeric / nullif(with_view, 0), 4) as cvr_view_to_cart,
    round(with_purchase::numeric / nullif(with_cart, 0), 4) as cvr_cart_to_purchase,
    with_view_and_cart::int as sessions_with_view_and_cart,
    with_cart_and_purchase::int as sessions_with_cart_and_purchase,
    (with_purchase - with_cart_and_purchase)::int as purchase_sessions_without_cart,
    round(with_view_and_cart::numeric / nullif(with_view, 0), 4) as cvr_view_to_cart_closed,
    round(with_cart_and_purchase::numeric / nullif(with_cart, 0), 4) as cvr_cart_to_purchase_closed,
    with_all::int as sessions_with_view_cart_and_purchase,
    (with_cart - with_view_and_cart)::int as cart_sessions_without_view,
    single_event::int as single_event_sessions,
    visitors_with_view::int,
    visitors_with_cart::int,
    visitors_with_purchase::int,
    round(visitors_with_purchase::numeric / visitors, 4) as cvr_visitor_to_purchase,
    events::int,
    transaction_events::int,
    transaction_events_without_id::int
from event_counts
inner join session_counts on event_date = session_date
left join order_counts using (event_date);

\if :every_date
alter table funnel_daily add primary key (kpi_date);
\endif
