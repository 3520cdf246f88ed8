-- By the landing step: the type of the session's first event.
select
    sessions.session_date as segment_date,
    coalesce(sessions.landing_event_type, 'unknown') as segment,
    count(*) as sessions,
    sum(sessions.has_view) as sessions_with_view,
    sum(sessions.has_cart) as sessions_with_cart,
    sum(sessions.has_purchase) as sessions_with_purchase,
    sum(sessions.has_view * sessions.has_cart) as sessions_with_view_and_cart,
    sum(sessions.has_cart * sessions.has_purchase) as sessions_with_cart_and_purchase
from fact_rr_sessions as sessions
where sessions.session_date between @from and @to
group by sessions.session_date, coalesce(sessions.landing_event_type, 'unknown')
