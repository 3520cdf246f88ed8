with kpi_dates as (
    select @from + day_no as kpi_date
    from generate_series(0, @to - @from) as day_no
    where exists (
        select 1
        from fact_rr_sessions as sessions
        where sessions.session_date = @from + day_no
    )
),

cart_abandoners as (
    select
        session_date as kpi_date,
        visitor_id,
        sum(carts_cnt) as evidence_count,
        max(last_cart_ts) as evidence_ts
    from fact_rr_sessions
    -- Few sessions have either; nobody else needs to be grouped.
    where session_date between @from and @to and (has_cart = 1 or has_purchase = 1)
    group by session_date, visitor_id
    having max(has_cart) = 1 and max(has_purchase) = 0
),

-- Nobody reaches the number of views in seven days who does not reach it in the whole range. Materialized, so that it is
-- not found again for each month that it is compared with.
keen_visitors as materialized (
    select visitor_id
    from fact_rr_sessions
    where session_date between @from - 6 and @to
    group by visitor_id
    having sum(views_cnt) >= @high_intent_min_views
),

-- A day counts for seven dates.
viewer_weeks as (
    select
        sessions.session_date + day_no as kpi_date,
        sessions.visitor_id,
        sum(sessions.views_cnt) as views,
        sum(sessions.carts_cnt) as carts,
        max(sessions.has_purchase) as has_purchase,
        max(sessions.session_end_ts) as last_event_ts
    from fact_rr_sessions as sessions
    cross join generate_series(0, 6) as day_no
    where
        sessions.session_date between @from - 6 and @to
        and sessions.session_date + day_no between @from and @to
        -- A case is never made a join but looked up in a hash table, whatever the planner expects: of a date that it has
        -- not seen it expects no rows, and would compare every session with every keen visitor.
        and case
            when sessions.visitor_id in (select keen_visitors.visitor_id from keen_visitors)
                then true
        end
    group by sessions.session_date + day_no, sessions.visitor_id
),

high_intent_viewers as (
    select
        viewer_weeks.kpi_date,
        viewer_weeks.visitor_id,
        viewer_weeks.views as evidence_count,
        viewer_weeks.last_event_ts as evidence_ts
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
        repeat_buyer_spans.orders_to_date as evidence_count,
        repeat_buyer_spans.last_purchase_ts as evidence_ts
    from repeat_buyer_spans
    inner join kpi_dates
        on kpi_dates.kpi_date between repeat_buyer_spans.first_date and repeat_buyer_spans.last_date
),

-- Segments as numbers until they are ranked: sorting by their names takes twice as long.
members as (
    select
        kpi_date, visitor_id, 1 as segment_no, evidence_count, evidence_ts, evidence_ts as ranking_ts
    from cart_abandoners

    union all

    select
        kpi_date, visitor_id, 2 as segment_no, evidence_count, evidence_ts, null as ranking_ts
    from high_intent_viewers

    union all

    select
        kpi_date, visitor_id, 3 as segment_no, evidence_count, evidence_ts, evidence_ts as ranking_ts
    from repeat_buyers
),

ranked_members as (
    select
        kpi_date,
        visitor_id,
        segment_no,
        evidence_count,
        evidence_ts,
        row_number() over (
            partition by kpi_date, segment_no
            order by evidence_count desc, ranking_ts desc, visitor_id
        ) as rank_in_segment,
        count(*) over (partition by kpi_date, segment_no) as segment_size
    from members
),

targets as (
    select
        kpi_date,
        visitor_id,
        segment_no,
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
    case segment_no
        when 1 then 'cart_abandoner_today'
        when 2 then 'high_intent_viewer_7d_no_cart'
        when 3 then 'repeat_buyer'
    end as segment_name,
    case segment_no
        when 1 then 'last_cart_ts=' || evidence_time || ', cart_events=' || evidence_count
        when 2 then 'view_events_7d=' || evidence_count
        when 3 then 'tx_cnt=' || evidence_count || ', last_purchase_ts=' || evidence_time
    end as evidence,
    rank_in_segment,
    segment_size,
    evidence_count,
    evidence_ts
from targets
