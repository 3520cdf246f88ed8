-- Everything is counted again from staging, where events look forward: a session ends where its visitor
-- does nothing more on the date within the pause.
with events_with_next as (
    select
        event_date,
        visitor_id,
        event_ts,
        event_type,
        transaction_id,
        file_id,
        line_no,
        lead(event_ts) over (
            partition by event_date, visitor_id
            order by event_ts, file_id, line_no
        ) as next_event_ts
    from stg_rr_events
    where event_date between @from and @to and visitor_id is not null
),

session_events as (
    select
        event_date,
        visitor_id,
        event_type,
        case when event_type = 'transaction' then transaction_id end as order_id,
        -- The sessions of the visitor and date that had ended before.
        count(*) filter (
            where next_event_ts > event_ts + @session_gap_minutes * interval '1 minute'
        ) over (
            partition by event_date, visitor_id
            order by event_ts, file_id, line_no
            rows between unbounded preceding and 1 preceding
        ) as sessions_before
    from events_with_next
    -- Nearly their order already; grouping then needs no table of all sessions.
    order by event_date, visitor_id, sessions_before
),

sessions as (
    select
        event_date,
        visitor_id,
        sessions_before,
        coalesce(bool_or(event_type = 'view'), false) as has_view,
        coalesce(bool_or(event_type = 'addtocart'), false) as has_cart,
        bool_or(order_id is not null) as has_purchase
    from session_events
    group by event_date, visitor_id, sessions_before
),

session_counts as (
    select
        event_date,
        -- A visitor has one first session a date.
        count(*) filter (where sessions_before = 0) as visitors,
        count(*) as sessions,
        count(*) filter (where has_view) as with_view,
        count(*) filter (where has_cart) as with_cart,
        count(*) filter (where has_purchase) as with_purchase,
        count(*) filter (where has_view and has_cart) as with_view_and_cart,
        count(*) filter (where has_cart and has_purchase) as with_cart_and_purchase
    from sessions
    group by event_date
),

buyer_counts as (
    select
        event_date,
        count(distinct visitor_id) as visitors_with_purchase
    from sessions
    where has_purchase
    group by event_date
),

event_counts as (
    select
        event_date,
        count(*) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as addtocarts,
        count(*) filter (where event_type = 'transaction') as transaction_events
    from stg_rr_events
    where event_date between @from and @to
    group by event_date
),

order_counts as (
    select
        event_date,
        count(distinct transaction_id) as purchases
    from stg_rr_events
    where event_date between @from and @to and event_type = 'transaction'
    group by event_date
),

recounted as (
    select
        event_counts.event_date as kpi_date,
        event_counts.events,
        event_counts.views,
        event_counts.addtocarts,
        event_counts.transaction_events,
        coalesce(order_counts.purchases, 0) as purchases,
        coalesce(session_counts.visitors, 0) as visitors,
        coalesce(buyer_counts.visitors_with_purchase, 0) as visitors_with_purchase,
        coalesce(session_counts.sessions, 0) as sessions,
        coalesce(session_counts.with_view, 0) as with_view,
        coalesce(session_counts.with_cart, 0) as with_cart,
        coalesce(session_counts.with_purchase, 0) as with_purchase,
        coalesce(session_counts.with_view_and_cart, 0) as with_view_and_cart,
        coalesce(session_counts.with_cart_and_purchase, 0) as with_cart_and_purchase
    from event_counts
    left join order_counts on event_counts.event_date = order_counts.event_date
    left join session_counts on event_counts.event_date = session_counts.event_date
    left join buyer_counts on event_counts.event_date = buyer_counts.event_date
),

funnels as (
    select
        kpi_date,
        visitors,
        visitors_with_purchase,
        events,
        views,
        addtocarts,
        transaction_events,
        purchases,
        sessions,
        sessions_with_view,
        sessions_with_cart,
        sessions_with_purchase,
        sessions_with_view_and_cart,
        sessions_with_cart_and_purchase
    from mart_rr_funnel_daily
    where run_id = @run_id and kpi_date between @from and @to
),

-- A date without a funnel row differs in every figure.
compared as (
    select
        kpi_date,
        figure.name,
        figure.computed,
        figure.recounted
    from funnels
    full join recounted using (kpi_date)
    cross join lateral (
        values
        ('events', funnels.events, recounted.events),
        ('views', funnels.views, recounted.views),
        ('addtocarts', funnels.addtocarts, recounted.addtocarts),
        ('transaction_events', funnels.transaction_events, recounted.transaction_events),
        ('purchases', funnels.purchases, recounted.purchases),
        ('visitors', funnels.visitors, recounted.visitors),
        (
            'visitors_with_purchase',
            funnels.visitors_with_purchase,
            recounted.visitors_with_purchase
        ),
        ('sessions', funnels.sessions, recounted.sessions),
        ('sessions_with_view', funnels.sessions_with_view, recounted.with_view),
        ('sessions_with_cart', funnels.sessions_with_cart, recounted.with_cart),
        ('sessions_with_purchase', funnels.sessions_with_purchase, recounted.with_purchase),
        (
            'sessions_with_view_and_cart',
            funnels.sessions_with_view_and_cart,
            recounted.with_view_and_cart
        ),
        (
            'sessions_with_cart_and_purchase',
            funnels.sessions_with_cart_and_purchase,
            recounted.with_cart_and_purchase
        )
    ) as figure (name, computed, recounted)
)

select
    kpi_date as check_date,
    name as figure,
    computed,
    recounted
from compared
where computed is distinct from recounted
