-- By the hour of the day, 00 to 23 in the pipeline's zone, in which the session starts.
select
    sessions.session_date as segment_date,
    to_char(sessions.start_hour, 'fm00') as segment,
    count(*) as sessions,
    sum(sessions.has_view) as sessions_with_view,
    sum(sessions.has_cart) as sessions_with_cart,
    sum(sessions.has_purchase) as sessions_with_purchase,
    sum(sessions.has_view * sessions.has_cart) as sessions_with_view_and_cart,
    sum(sessions.has_cart * sessions.has_purchase) as sessions_with_cart_and_purchase
from fact_rr_sessions as sessions
where sessions.session_date between @from and @to
group by sessions.session_date, sessions.start_hour
