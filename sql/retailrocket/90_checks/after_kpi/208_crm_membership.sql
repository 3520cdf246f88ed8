with visitor_days as (
    select
        event_date,
        visitor_id,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as carts,
        count(*) filter (
            where event_type = 'transaction' and transaction_id is not null
        ) as purchases
    from stg_rr_events
    where event_date between @from - 6 and @to and visitor_id is not null
    group by event_date, visitor_id
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

abandoners as (
    select
        event_date as kpi_date,
        'cart_abandoner_today' as segment_name,
        count(*) as visitors
    from visitor_days
    where event_date >= @from and carts > 0 and purchases = 0
    group by event_date
),

-- Nobody reaches the number in a week who does not reach it in the whole range.
frequent_viewers as (
    select visitor_id
    from visitor_days
    group by visitor_id
    having sum(views) >= @high_intent_min_views
),

viewers_of_weeks as (
    select
        days.kpi_date,
        visitor_days.visitor_id
    from frequent_viewers
    inner join visitor_days on frequent_viewers.visitor_id = visitor_days.visitor_id
    inner join days
        on days.kpi_date between visitor_days.event_date and visitor_days.event_date + 6
    group by days.kpi_date, visitor_days.visitor_id
    having
        sum(visitor_days.views) >= @high_intent_min_views
        and sum(visitor_days.carts + visitor_days.purchases) = 0
),

high_intent_viewers as (
    select
        kpi_date,
        'high_intent_viewer_7d_no_cart' as segment_name,
        count(*) as visitors
    from viewers_of_weeks
    group by kpi_date
),

orders as (
    select
        visitor_id,
        transaction_id,
        min(event_date) as order_date
    from stg_rr_events
    where
        event_type = 'transaction'
        and transaction_id is not null
        and visitor_id is not null
        and event_date <= @to
    group by visitor_id, transaction_id
),

numbered_orders as (
    select
        visitor_id,
        order_date,
        row_number() over (
            partition by visitor_id order by order_date, transaction_id
        ) as order_no
    from orders
),

-- A visitor joins the segment on the date of the order that reaches the number, for good.
new_repeat_buyers as (
    select
        order_date,
        count(*) as visitors
    from numbered_orders
    where order_no = @repeat_buyer_min_orders
    group by order_date
),

repeat_buyers as (
    select
        days.kpi_date,
        'repeat_buyer' as segment_name,
        sum(new_repeat_buyers.visitors) as visitors
    from days
    inner join new_repeat_buyers on days.kpi_date >= new_repeat_buyers.order_date
    group by days.kpi_date
),

recounted as (
    select
        kpi_date, segment_name, visitors
    from abandoners

    union all

    select
        kpi_date, segment_name, visitors
    from high_intent_viewers

    union all

    select
        kpi_date, segment_name, visitors
    from repeat_buyers
),

listed as (
    select
        kpi_date,
        segment_name,
        count(*) as targets,
        max(segment_size) as segment_size
    from mart_rr_crm_targets_daily
    where run_id = @run_id and kpi_date between @from and @to
    group by kpi_date, segment_name
)

select
    kpi_date as check_date,
    segment_name,
    coalesce(listed.targets, 0) as targets,
    coalesce(listed.segment_size, 0) as segment_size,
    coalesce(recounted.visitors, 0) as recounted_size
from listed
full join recounted using (kpi_date, segment_name)
where
    coalesce(listed.segment_size, 0) <> coalesce(recounted.visitors, 0)
    or coalesce(listed.targets, 0) <> least(
        coalesce(recounted.visitors, 0), @crm_target_limit
    )
