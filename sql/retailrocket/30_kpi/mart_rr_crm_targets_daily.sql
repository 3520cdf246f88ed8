with kpi_dates as (
    select @from + day_no as kpi_date
    from generate_series(0, @to - @from) as day_no
    where exists (
        select 1
        from fact_rr_sessions as sessions
        where sessions.session_date = @from + day_no
    )
),

visitor_days as (
    select
        session_date,
        visitor_id,
        sum(views_cnt)::int as views,
        sum(carts_cnt)::int as carts,
        max(has_purchase) as has_purchase,
        max(last_cart_ts) as last_cart_ts,
        max(session_end_ts) as last_event_ts
    from fact_rr_sessions
    where session_date between @from - 6 and @to
    group by session_date, visitor_id
),

cart_abandoners as (
    select
        session_date as kpi_date,
        visitor_id,
        'cart_abandoner_today' as segment_name,
        carts as evidence_count,
        last_cart_ts as evidence_ts,
        last_cart_ts as ranking_ts
    from visitor_days
    where session_date >= @from and carts > 0 and has_purchase = 0
),

-- A window, not a join with those who have enough: of a date that the planner has not seen it expects no rows, and would
-- compare every visitor with every other.
visitor_days_with_total as (
    select
        session_date,
        visitor_id,
        views,
        carts,
        has_purchase,
        last_event_ts,
        sum(views) over (partition by visitor_id) as views_of_range
    from visitor_days
),

-- A day counts for seven dates. Nobody reaches the number of views in seven days who does not
-- reach it in the whole range.
viewer_weeks as (
    select
        visitor_days_with_total.session_date + day_no as kpi_date,
        visitor_days_with_total.visitor_id,
        sum(visitor_days_with_total.views) as views,
        sum(visitor_days_with_total.carts) as carts,
        max(visitor_days_with_total.has_purchase) as has_purchase,
        max(visitor_days_with_total.last_event_ts) as last_event_ts
    from visitor_days_with_total
    cross join generate_series(0, 6) as day_no
    where
        visitor_days_with_total.views_of_range >= @high_intent_min_views
        and visitor_days_with_total.session_date + day_no between @from and @to
    group by visitor_days_with_total.session_date + day_no, visitor_days_with_total.visitor_id
),

high_intent_viewers as (
    select
        viewer_weeks.kpi_date,
        viewer_weeks.visitor_id,
        'high_intent_viewer_7d_no_cart' as segment_name,
        viewer_weeks.views as evidence_count,
        viewer_weeks.last_event_ts as evidence_ts,
        null::timestamptz as ranking_ts
    from viewer_weeks
    inner join kpi_dates on viewer_weeks.kpi_date = kpi_dates.kpi_date
    where
        viewer_weeks.views >= @high_intent_min_views
        and viewer_weeks.carts = 0
        and viewer_weeks.has_purchase = 0
),

-- The newest purchase day of a visitor speaks for all dates until the next one.
repeat_buyer_spans as (
    select
        visitor_id,
        orders_to_date,
        last_purchase_ts,
        purchase_date as first_date,
        lead(purchase_date, 1, @to + 1) over (
            partition by visitor_id order by purchase_date
        ) - 1 as last_date
    from int_rr_buyer_days
    where purchase_date <= @to and orders_to_date >= @repeat_buyer_min_orders
),

repeat_buyers as (
    select
        kpi_dates.kpi_date,
        repeat_buyer_spans.visitor_id,
        'repeat_buyer' as segment_name,
        repeat_buyer_spans.orders_to_date as evidence_count,
        repeat_buyer_spans.last_purchase_ts as evidence_ts,
        repeat_buyer_spans.last_purchase_ts as ranking_ts
    from repeat_buyer_spans
    inner join kpi_dates
        on kpi_dates.kpi_date between repeat_buyer_spans.first_date and repeat_buyer_spans.last_date
),

members as (
    select
        kpi_date, visitor_id, segment_name, evidence_count, evidence_ts, ranking_ts
    from cart_abandoners

    union all

    select
        kpi_date, visitor_id, segment_name, evidence_count, evidence_ts, ranking_ts
    from high_intent_viewers

    union all

    select
        kpi_date, visitor_id, segment_name, evidence_count, evidence_ts, ranking_ts
    from repeat_buyers
),

ranked_members as (
    select
        kpi_date,
        visitor_id,
        segment_name,
        evidence_count,
        evidence_ts,
        row_number() over (
            partition by kpi_date, segment_name
            order by evidence_count desc, ranking_ts desc, visitor_id
        ) as rank_in_segment,
        count(*) over (partition by kpi_date, segment_name) as segment_size
    from members
),

targets as (
    select
        kpi_date,
        visitor_id,
        segment_name,
        evidence_count,
        evidence_ts,
        rank_in_segment,
        segment_size,
        -- Local time to the millisecond, without the zeros that say nothing.
        rtrim(
            rtrim(to_char(evidence_ts at time zone @time_zone, 'YYYY-MM-DD HH24:MI:SS.MS'), '0'),
            '.'
        ) as evidence_time
    from ranked_members
    where rank_in_segment <= @crm_target_limit
)

select
    kpi_date,
    visitor_id,
    segment_name,
    case segment_name
        when 'cart_abandoner_today'
            then 'last_cart_ts=' || evidence_time || ', cart_events=' || evidence_count
        when 'high_intent_viewer_7d_no_cart'
            then 'view_events_7d=' || evidence_count
        when 'repeat_buyer'
            then 'tx_cnt=' || evidence_count || ', last_purchase_ts=' || evidence_time
    end as evidence,
    rank_in_segment,
    segment_size,
    evidence_count,
    evidence_ts
from targets
