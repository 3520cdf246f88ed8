with targets as (
    select
        kpi_date,
        segment_name,
        visitor_id,
        evidence_count,
        evidence_ts
    from mart_rr_crm_targets_daily
    where run_id = @run_id and kpi_date between @from and @to
),

recounted_carts as (
    select
        targets.kpi_date,
        targets.segment_name,
        targets.visitor_id,
        count(*) filter (where events.event_type = 'addtocart') as evidence_count,
        max(events.event_ts) filter (where events.event_type = 'addtocart') as evidence_ts,
        bool_or(
            events.event_type = 'transaction' and events.transaction_id is not null
        ) as is_excluded
    from targets
    inner join stg_rr_events as events
        on targets.visitor_id = events.visitor_id and targets.kpi_date = events.event_date
    where
        targets.segment_name = 'cart_abandoner_today'
        and events.event_date between @from and @to
    group by targets.kpi_date, targets.segment_name, targets.visitor_id
),

recounted_views as (
    select
        targets.kpi_date,
        targets.segment_name,
        targets.visitor_id,
        count(*) filter (where events.event_type = 'view') as evidence_count,
        max(events.event_ts) filter (where events.event_type = 'view') as evidence_ts,
        bool_or(
            events.event_type = 'addtocart'
            or (events.event_type = 'transaction' and events.transaction_id is not null)
        ) as is_excluded
    from targets
    inner join stg_rr_events as events
        on
            targets.visitor_id = events.visitor_id
            and events.event_date between targets.kpi_date - 6 and targets.kpi_date
    where
        targets.segment_name = 'high_intent_viewer_7d_no_cart'
        and events.event_date between @from - 6 and @to
    group by targets.kpi_date, targets.segment_name, targets.visitor_id
),

recounted_orders as (
    select
        targets.kpi_date,
        targets.segment_name,
        targets.visitor_id,
        count(distinct events.transaction_id) as evidence_count,
        max(events.event_ts) as evidence_ts,
        false as is_excluded
    from targets
    inner join stg_rr_events as events
        on targets.visitor_id = events.visitor_id and targets.kpi_date >= events.event_date
    where
        targets.segment_name = 'repeat_buyer'
        and events.event_type = 'transaction'
        and events.transaction_id is not null
        and events.event_date <= @to
    group by targets.kpi_date, targets.segment_name, targets.visitor_id
),

recounted as (
    select
        kpi_date, segment_name, visitor_id, evidence_count, evidence_ts, is_excluded
    from recounted_carts

    union all

    select
        kpi_date, segment_name, visitor_id, evidence_count, evidence_ts, is_excluded
    from recounted_views

    union all

    select
        kpi_date, segment_name, visitor_id, evidence_count, evidence_ts, is_excluded
    from recounted_orders
),

contradicted_targets as (
    select
        targets.kpi_date,
        targets.segment_name,
        targets.visitor_id,
        case
            when recounted.is_excluded then 'has an event that excludes from the segment'
            else 'evidence differs from staging'
        end as problem,
        targets.evidence_count,
        recounted.evidence_count as recounted_count,
        targets.evidence_ts,
        recounted.evidence_ts as recounted_ts
    from targets
    left join recounted
        on
            targets.kpi_date = recounted.kpi_date
            and targets.segment_name = recounted.segment_name
            and targets.visitor_id = recounted.visitor_id
    where
        recounted.is_excluded
        or targets.evidence_count is distinct from recounted.evidence_count
        or targets.evidence_ts is distinct from recounted.evidence_ts
)

select
    kpi_date as check_date,
    segment_name,
    visitor_id,
    problem,
    evidence_count,
    recounted_count,
    evidence_ts,
    recounted_ts
from contradicted_targets
