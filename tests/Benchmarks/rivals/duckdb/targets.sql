$put crm_targets_daily $as
with abandoners as (
    select
        session_date as kpi_date,
        visitor_id,
        sum(carts) as evidence_count,
        max(last_cart_ms) as evidence_ms
    from fact_sessions
    where session_date $isWanted
    group by session_date, visitor_id
    having sum(carts) > 0 and max(has_purchase) = 0
),

keen_visitors as (
    select visitor_id
    from fact_sessions
    where session_date $isInLastWeek
    group by visitor_id
    having sum(views) >= 20
),

viewers as (
    select
        session_date + day_no::integer as kpi_date,
        visitor_id,
        sum(views) as evidence_count,
        max(last_event_ms) as evidence_ms
    from fact_sessions
    inner join keen_visitors using (visitor_id)
    cross join range(0, 7) as days (day_no)
    where session_date $isInLastWeek and session_date + day_no::integer $isWanted
    group by session_date + day_no::integer, visitor_id
    having sum(views) >= 20 and sum(carts) = 0 and max(has_purchase) = 0
),

buyer_spans as (
    select
        visitor_id,
        sum(new_orders) over visitor_history as evidence_count,
        last_purchase_ms as evidence_ms,
        event_date as first_date,
        lead(event_date, 1, date '9999-12-31') over visitor_history as next_date
    from buyer_days
    window visitor_history as (partition by visitor_id order by event_date)
),

members as (
    select kpi_date, visitor_id, 'cart_abandoner_today' as segment_name,
        evidence_count, evidence_ms, evidence_ms as ranking_ms
    from abandoners
    union all
    select kpi_date, visitor_id, 'high_intent_viewer_7d_no_cart' as segment_name,
        evidence_count, evidence_ms, null as ranking_ms
    from viewers
    inner join funnel_daily using (kpi_date)
    union all
    select kpi_date, visitor_id, 'repeat_buyer' as segment_name,
        evidence_count, evidence_ms, evidence_ms as ranking_ms
    from buyer_spans
    inner join funnel_daily on kpi_date >= first_date and kpi_date < next_date
    where kpi_date $isWanted and evidence_count >= 2
)

select
    *,
    row_number() over (
        partition by kpi_date, segment_name
        order by evidence_count desc, ranking_ms desc, visitor_id
    ) as rank_in_segment,
    count(*) over (partition by kpi_date, segment_name) as segment_size,
    strftime(make_timestamp((evidence_ms + 32400000) * 1000), '%Y-%m-%d %H:%M:%S.%g')
        as evidence_time
from members
qualify rank_in_segment <= 5000;
