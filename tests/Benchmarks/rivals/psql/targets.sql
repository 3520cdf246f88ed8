:put crm_targets_daily :as
with carts as (
    select
        session_date as kpi_date,
        visitor_id,
        sum(carts) as evidence_count,
        max(last_cart_ms) as evidence_ms
    from fact_sessions
    where session_date :is_wanted and carts > 0
    group by session_date, visitor_id
),

abandoners as (
    select *
    from carts
    where not exists (
        select 1
        from purchases
        where purchases.visitor_id = carts.visitor_id and purchases.event_date = carts.kpi_date
    )
),

keen_visitors as (
    select visitor_id
    from fact_sessions
    where session_date :is_in_last_week
    group by visitor_id
    having sum(views) >= 20
),

viewers as (
    select
        session_date + day_no as kpi_date,
        visitor_id,
        sum(views) as evidence_count,
        max(last_event_ms) as evidence_ms
    from fact_sessions
    inner join keen_visitors using (visitor_id)
    cross join generate_series(0, 6) as day_no
    where session_date :is_in_last_week and session_date + day_no :is_wanted
    group by session_date + day_no, visitor_id
    having sum(views) >= 20 and sum(carts) = 0 and max(has_purchase) = 0
),

buyer_spans as (
    select
        visitor_id,
        sum(new_orders) over visitor_history as evidence_count,
        last_purchase_ms as evidence_ms,
        event_date as first_date,
        lead(event_date, 1, 'infinity') over visitor_history as next_date
    from buyer_days
    window visitor_history as (partition by visitor_id order by event_date)
),

members as (
    select
        kpi_date,
        visitor_id,
        'cart_abandoner_today' as segment_name,
        evidence_count,
        evidence_ms,
        evidence_ms as ranking_ms
    from abandoners

    union all

    select
        kpi_date,
        visitor_id,
        'high_intent_viewer_7d_no_cart' as segment_name,
        evidence_count,
        evidence_ms,
        null as ranking_ms
    from viewers
    inner join funnel_daily using (kpi_date)

    union all

    select
        kpi_date,
        visitor_id,
        'repeat_buyer' as segment_name,
        evidence_count,
        evidence_ms,
        evidence_ms as ranking_ms
    from buyer_spans
    inner join funnel_daily on kpi_date >= first_date and kpi_date < next_date
    where kpi_date :is_wanted and evidence_count >= 2
),

ranked_members as (
    select
        *,
        row_number() over (
            partition by kpi_date, segment_name
            order by evidence_count desc, ranking_ms desc, visitor_id
        ) as rank_in_segment,
        count(*) over (partition by kpi_date, segment_name) as segment_size
    from members
)

select
    kpi_date,
    visitor_id,
    segment_name,
    case segment_name
        when 'cart_abandoner_today'
            then 'last_cart_ts=' || evidence_time || ', cart_events=' || evidence_count
        when 'high_intent_viewer_7d_no_cart' then 'view_events_7d=' || evidence_count
        else 'tx_cnt=' || evidence_count || ', last_purchase_ts=' || evidence_time
    end as evidence,
    rank_in_segment::int as rank_in_segment,
    segment_size::int as segment_size,
    evidence_count::int as evidence_count,
    to_timestamp(evidence_ms / 1000.0) as evidence_ts
from ranked_members
cross join lateral (
    select
        rtrim(
            rtrim(
                to_char(
                    to_timestamp((evidence_ms + 32400000) / 1000.0) at time zone 'UTC',
                    'YYYY-MM-DD HH24:MI:SS.MS'
                ), '0'
            ), '.'
        ) as evidence_time
) as times
where rank_in_segment <= 5000;

\if :every_date
alter table crm_targets_daily add primary key (kpi_date, visitor_id, segment_name);
\endif
