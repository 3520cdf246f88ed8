-- New or returning: a visitor is new on the date of the first event that was ever loaded of them.
with sessions as (
    select
        sessions.session_date,
        case
            when visitors.first_event_date < sessions.session_date then 'returning'
            else 'new'
        end as visitor,
        sessions.has_view,
        sessions.has_cart,
        sessions.has_purchase
    from fact_rr_sessions as sessions
    left join dim_rr_visitor as visitors on sessions.visitor_id = visitors.visitor_id
    where sessions.session_date between @from and @to
)

select
    sessions.session_date as segment_date,
    sessions.visitor as segment,
    count(*) as sessions,
    sum(sessions.has_view) as sessions_with_view,
    sum(sessions.has_cart) as sessions_with_cart,
    sum(sessions.has_purchase) as sessions_with_purchase,
    sum(sessions.has_view * sessions.has_cart) as sessions_with_view_and_cart,
    sum(sessions.has_cart * sessions.has_purchase) as sessions_with_cart_and_purchase
from sessions
group by sessions.session_date, sessions.visitor
