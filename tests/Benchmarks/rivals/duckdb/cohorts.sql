-- Which orders are new and which date is a buyer's first is seen in all of the buyer's purchases.
$put buyer_days $as
with orders as (
    select visitor_id, transaction_id, min(event_date) as order_date
    from purchases
    where visitor_id in (select visitor_id from purchases where event_date $isWanted)
    group by all
),

buyer_history as (
    select
        purchases.visitor_id,
        purchases.event_date,
        max(purchases.event_ms) as last_purchase_ms,
        count(distinct orders.transaction_id) filter (where order_date = event_date) as new_orders,
        min(purchases.event_date) over (partition by purchases.visitor_id) as first_date
    from purchases
    inner join orders using (visitor_id, transaction_id)
    group by purchases.visitor_id, purchases.event_date
)

select * from buyer_history
where event_date $isWanted;

$put cohort_weekly $as
with days as (
    select kpi_date, date_trunc('week', kpi_date) as kpi_week
    from funnel_daily
    where kpi_date $isWanted
),

buyer_weeks as (
    select
        visitor_id,
        min(event_date) as first_date_of_week,
        date_trunc('week', event_date) as purchase_week,
        date_trunc('week', first_date) as cohort_week
    from buyer_days
    group by visitor_id, first_date, date_trunc('week', event_date)
),

active as (
    select kpi_date, kpi_week, cohort_week, purchase_week, count(*) as visitors
    from days
    inner join buyer_weeks on kpi_date >= first_date_of_week
    group by all
)

select
    cohorts.kpi_date,
    cohorts.cohort_week,
    weeks.week_index,
    cohorts.visitors as cohort_size,
    coalesce(active.visitors, 0) as active_visitors
from active as cohorts
inner join (select unnest(range(0, 2000)) as week_index) as weeks
    on cohorts.cohort_week + to_days(7 * weeks.week_index::integer) <= cohorts.kpi_week
left join active
    on
        cohorts.kpi_date = active.kpi_date
        and cohorts.cohort_week = active.cohort_week
        and active.purchase_week = cohorts.cohort_week + to_days(7 * weeks.week_index::integer)
where cohorts.purchase_week = cohorts.cohort_week;
