with buyers_of_run as (
    select distinct visitor_id
    from fact_rr_events
    where
        event_date between @from and @to
        and event_type = 'transaction'
        and transaction_id is not null
        and visitor_id is not null
),

purchases_to_date as (
    select
        purchases.visitor_id,
        purchases.event_date as purchase_date,
        purchases.event_ts,
        purchases.transaction_id,
        min(purchases.event_date) over (
            partition by purchases.visitor_id, purchases.transaction_id
        ) as order_date
    from buyers_of_run
    inner join fact_rr_events as purchases on buyers_of_run.visitor_id = purchases.visitor_id
    where
        purchases.event_type = 'transaction'
        and purchases.transaction_id is not null
        and purchases.event_date <= @to
),

purchase_days as (
    select
        visitor_id,
        purchase_date,
        count(distinct transaction_id) as orders,
        -- An order that goes on over midnight is new on its first date only.
        count(distinct transaction_id) filter (where order_date = purchase_date) as new_orders,
        max(event_ts) as last_purchase_ts
    from purchases_to_date
    group by visitor_id, purchase_date
),

purchase_days_with_history as (
    select
        purchase_date,
        visitor_id,
        orders,
        last_purchase_ts,
        sum(new_orders) over visitor_history as orders_to_date,
        min(purchase_date) over visitor_history as first_purchase_date,
        lag(purchase_date) over visitor_history as previous_purchase_date
    from purchase_days
    window visitor_history as (partition by visitor_id order by purchase_date)
),

purchase_weeks as (
    select
        purchase_date,
        visitor_id,
        orders,
        orders_to_date,
        last_purchase_ts,
        first_purchase_date,
        previous_purchase_date,
        first_purchase_date - extract(isodow from first_purchase_date)::int + 1 as cohort_week,
        purchase_date - extract(isodow from purchase_date)::int + 1 as purchase_week
    from purchase_days_with_history
)

select
    purchase_date,
    visitor_id,
    orders,
    orders_to_date,
    last_purchase_ts,
    first_purchase_date,
    cohort_week,
    purchase_week,
    coalesce(previous_purchase_date < purchase_week, true) as is_first_of_week
from purchase_weeks
where purchase_date between @from and @to
