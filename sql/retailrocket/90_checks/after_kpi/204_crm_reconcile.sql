-- The whole of each segment is found again straight from staging. Targets and recount are
-- stacked and grouped, not joined, so the cost does not hang on the planner's guesses.
with visitor_days as (
    select
        event_date,
        visitor_id,
        (count(*) filter (where event_type = 'view'))::int as views,
        max(event_ts) filter (where event_type = 'view') as last_view_ts,
        (count(*) filter (where event_type = 'addtocart'))::int as carts,
        max(event_ts) filter (where event_type = 'addtocart') as last_cart_ts,
        (count(*) filter (
            where event_type = 'transaction' and transaction_id is not null
        ))::int as purchases
    from stg_rr_events
    where event_date between @from - 6 and @to and visitor_id is not null
    group by event_date, visitor_id
),

visitor_days_with_total as (
    select
        event_date,
        visitor_id,
        views,
        last_view_ts,
        carts,
        purchases,
        sum(views) over (partition by visitor_id) as views_of_range
    from visitor_days
),

viewer_weeks as (
    select
        visitor_days_with_total.event_date + day_no as kpi_date,
        visitor_days_with_total.visitor_id,
        sum(visitor_days_with_total.views) as views,
        max(visitor_days_with_total.last_view_ts) as last_view_ts
    from visitor_days_with_total
    cross join generate_series(0, 6) as day_no
    where
        visitor_days_with_total.views_of_range >= @high_intent_min_views
        and visitor_days_with_total.event_date + day_no between @from and @to
    group by visitor_days_with_total.event_date + day_no, visitor_days_with_total.visitor_id
    having
        sum(visitor_days_with_total.views) >= @high_intent_min_views
        and sum(visitor_days_with_total.carts + visitor_days_with_total.purchases) = 0
),

days as (
    select @from + day_no as kpi_date
    from generate_series(0, @to - @from) as day_no
    where exists (
        select 1
        from stg_rr_events as events
        where events.event_date = @from + day_no
    )
),

orders as (
    select
        visitor_id,
        transaction_id,
        event_date,
        event_ts,
        min(event_date) over (partition by visitor_id, transaction_id) as order_date
    from stg_rr_events
    where
        event_type = 'transaction'
        and transaction_id is not null
        and visitor_id is not null
        and event_date <= @to
),

purchase_days as (
    select
        visitor_id,
        event_date,
        max(event_ts) as last_purchase_ts,
        count(distinct transaction_id) filter (where order_date = event_date) as new_orders
    from orders
    group by visitor_id, event_date
),

purchase_spans as (
    select
        visitor_id,
        last_purchase_ts,
        event_date as first_date,
        lead(event_date, 1, @to + 1) over visitor_history - 1 as last_date,
        sum(new_orders) over visitor_history as orders_to_date
    from purchase_days
    window visitor_history as (partition by visitor_id order by event_date)
),

stacked as (
    select
        kpi_date,
        segment_name,
        visitor_id,
        evidence_count as listed_count,
        evidence_ts as listed_ts,
        segment_size,
        null::bigint as recounted_count,
        null::timestamptz as recounted_ts
    from mart_rr_crm_targets_daily
    where run_id = @run_id and kpi_date between @from and @to

    union all

    select
        event_date as kpi_date,
        'cart_abandoner_today' as segment_name,
        visitor_id,
        null::int as listed_count,
        null::timestamptz as listed_ts,
        null::int as segment_size,
        carts as recounted_count,
        last_cart_ts as recounted_ts
    from visitor_days
    where event_date >= @from and carts > 0 and purchases = 0

    union all

    select
        viewer_weeks.kpi_date,
        'high_intent_viewer_7d_no_cart' as segment_name,
        viewer_weeks.visitor_id,
        null::int as listed_count,
        null::timestamptz as listed_ts,
        null::int as segment_size,
        viewer_weeks.views as recounted_count,
        viewer_weeks.last_view_ts as recounted_ts
    from viewer_weeks
    inner join days on viewer_weeks.kpi_date = days.kpi_date

    union all

    select
        days.kpi_date,
        'repeat_buyer' as segment_name,
        purchase_spans.visitor_id,
        null::int as listed_count,
        null::timestamptz as listed_ts,
        null::int as segment_size,
        purchase_spans.orders_to_date as recounted_count,
        purchase_spans.last_purchase_ts as recounted_ts
    from days
    inner join purchase_spans
        on days.kpi_date between purchase_spans.first_date and purchase_spans.last_date
    where purchase_spans.orders_to_date >= @repeat_buyer_min_orders
),

members as (
    select
        kpi_date,
        segment_name,
        visitor_id,
        max(listed_count) as listed_count,
        max(listed_ts) as listed_ts,
        max(segment_size) as segment_size,
        max(recounted_count) as recounted_count,
        max(recounted_ts) as recounted_ts
    from stacked
    group by kpi_date, segment_name, visitor_id
),

members_of_lists as (
    select
        kpi_date,
        segment_name,
        visitor_id,
        listed_count,
        listed_ts,
        segment_size,
        recounted_count,
        recounted_ts,
        count(listed_count) over (partition by kpi_date, segment_name) as list_length,
        count(recounted_count) over (partition by kpi_date, segment_name) as recounted_size
    from members
),

judged_members as (
    select
        kpi_date,
        segment_name,
        visitor_id,
        case
            when recounted_count is null then 'listed, but not in the segment'
            when listed_count is null and list_length < least(recounted_size, @crm_target_limit)
                then 'in the segment, but not listed'
            when listed_count <> recounted_count or listed_ts <> recounted_ts
                then 'evidence differs'
            when segment_size <> recounted_size then 'segment size differs'
        end as problem,
        listed_count,
        recounted_count,
        listed_ts,
        recounted_ts,
        segment_size,
        recounted_size
    from members_of_lists
)

select
    kpi_date as check_date,
    segment_name,
    visitor_id,
    problem,
    listed_count,
    recounted_count,
    listed_ts,
    recounted_ts,
    segment_size,
    recounted_size
from judged_members
where problem is not null
