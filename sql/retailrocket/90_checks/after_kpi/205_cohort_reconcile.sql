-- All orders of history, in the order of their index: grouped as they come, without a table of all buyers.
with order_lines as (
    select
        visitor_id,
        event_date
    from stg_rr_events
    where
        event_type = 'transaction'
        and transaction_id is not null
        and visitor_id is not null
        and event_date <= @to
    order by visitor_id
),

first_purchases as (
    select
        visitor_id,
        min(event_date) as first_purchase_date
    from order_lines
    group by visitor_id
),

new_buyers as (
    select
        first_purchase_date,
        count(*) as visitors
    from first_purchases
    group by first_purchase_date
),

days as materialized (
    select @from + day_no as kpi_date
    from generate_series(0, @to - @from) as day_no
    where exists (
        select 1
        from stg_rr_events as events
        where events.event_date = @from + day_no
    )
),

buyers as (
    select
        days.kpi_date,
        coalesce(sum(new_buyers.visitors), 0) as visitors
    from days
    left join new_buyers on days.kpi_date >= new_buyers.first_purchase_date
    group by days.kpi_date
),

cohorts as (
    select
        kpi_date,
        sum(cohort_size) as visitors
    from mart_rr_cohort_weekly
    where run_id = @run_id and kpi_date between @from and @to and week_index = 0
    group by kpi_date
)

select
    kpi_date as check_date,
    coalesce(cohorts.visitors, 0) as visitors_in_cohorts,
    coalesce(buyers.visitors, 0) as distinct_buyers
from buyers
full join cohorts using (kpi_date)
where coalesce(cohorts.visitors, 0) <> coalesce(buyers.visitors, 0)
