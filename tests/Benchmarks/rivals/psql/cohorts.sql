-- Which orders are new and which date is a buyer's first is seen in all of the buyer's purchases.
:put buyer_days :as
select *
from (
    select
        visitor_id,
        event_date,
        max(event_ms) as last_purchase_ms,
        count(distinct transaction_id) filter (where order_date = event_date)::int as new_orders,
        min(min(event_date)) over (partition by visitor_id) as first_date
    from (
        select
            *,
            min(event_date) over (partition by visitor_id, transaction_id) as order_date
        from purchases
        where visitor_id in (select visitor_id from purchases where event_date :is_wanted)
    ) as dated_purchases
    group by visitor_id, event_date
) as buyer_history
where event_date :is_wanted;

:put cohort_weekly :as
with days as (
    select
        kpi_date,
        date_trunc('week', kpi_date)::date as kpi_week
    from funnel_daily
    where kpi_date :is_wanted
),

-- Each buyer of a week on the first date of it on which the visitor bought.
weekly_buyers as (
    select
        first_date_of_week,
        purchase_week,
        cohort_week,
        count(*) as visitors
    from (
        select
            min(event_date) as first_date_of_week,
            date_trunc('week', event_date)::date as purchase_week,
            date_trunc('week', first_date)::date as cohort_week
        from buyer_days
        group by visitor_id, first_date, date_trunc('week', event_date)
    ) as buyer_weeks
    group by first_date_of_week, purchase_week, cohort_week
),

active as (
    select
        kpi_date,
        kpi_week,
        cohort_week,
        purchase_week,
        sum(visitors) as visitors
    from days
    inner join weekly_buyers on kpi_date >= first_date_of_week
    group by kpi_date, kpi_week, cohort_week, purchase_week
)

select
    cohorts.kpi_date,
    cohorts.cohort_week,
    week_index,
    cohorts.visitors::int as cohort_size,
    coalesce(active.visitors, 0)::int as active_visitors,
    round(coalesce(active.visitors, 0)::numeric / cohorts.visitors, 4) as retention_rate,
    cohorts.cohort_week + 7 * week_index + 6 <= cohorts.kpi_date as is_complete
from active as cohorts
cross join lateral generate_series(0, (cohorts.kpi_week - cohorts.cohort_week) / 7) as week_index
left join active
    on
        cohorts.kpi_date = active.kpi_date
        and cohorts.cohort_week = active.cohort_week
        and active.purchase_week = cohorts.cohort_week + 7 * week_index
where cohorts.purchase_week = cohorts.cohort_week;

\if :every_date
create index on buyer_days (visitor_id);
alter table cohort_weekly add primary key (kpi_date, cohort_week, week_index);
\endif
