with kpi_dates as (
    select
        @from + day_no as kpi_date,
        @from + day_no - extract(isodow from @from + day_no)::int + 1 as kpi_week
    from generate_series(0, @to - @from) as day_no
    where exists (
        select 1
        from fact_rr_sessions as sessions
        where sessions.session_date = @from + day_no
    )
),

-- Buyers who were seen for the first time in a week, by the date on which that was.
weekly_buyers as (
    select
        purchase_date,
        purchase_week,
        cohort_week,
        count(*) as visitors
    from int_rr_buyer_days
    where purchase_date <= @to and is_first_of_week
    group by purchase_date, purchase_week, cohort_week
),

active_weeks as (
    select
        kpi_dates.kpi_date,
        weekly_buyers.cohort_week,
        weekly_buyers.purchase_week,
        sum(weekly_buyers.visitors) as active_visitors
    from kpi_dates
    inner join weekly_buyers on kpi_dates.kpi_date >= weekly_buyers.purchase_date
    group by kpi_dates.kpi_date, weekly_buyers.cohort_week, weekly_buyers.purchase_week
),

-- All of a cohort buy in its first week: that is what makes it their cohort.
cohorts as (
    select
        active_weeks.kpi_date,
        kpi_dates.kpi_week,
        active_weeks.cohort_week,
        active_weeks.active_visitors as cohort_size
    from active_weeks
    inner join kpi_dates on active_weeks.kpi_date = kpi_dates.kpi_date
    where active_weeks.purchase_week = active_weeks.cohort_week
),

cohort_weeks as (
    select
        cohorts.kpi_date,
        cohorts.cohort_week,
        cohorts.cohort_size,
        week_index,
        cohorts.cohort_week + 7 * week_index as activity_week
    from cohorts
    cross join lateral generate_series(
        0, (cohorts.kpi_week - cohorts.cohort_week) / 7
    ) as week_index
)

select
    cohort_weeks.kpi_date,
    cohort_weeks.cohort_week,
    cohort_weeks.week_index,
    cohort_weeks.cohort_size,
    coalesce(active_weeks.active_visitors, 0) as active_visitors,
    round(
        coalesce(active_weeks.active_visitors, 0)::numeric / cohort_weeks.cohort_size, 4
    ) as retention_rate,
    cohort_weeks.activity_week + 6 <= cohort_weeks.kpi_date as is_complete
from cohort_weeks
left join active_weeks
    on
        cohort_weeks.kpi_date = active_weeks.kpi_date
        and cohort_weeks.cohort_week = active_weeks.cohort_week
        and cohort_weeks.activity_week = active_weeks.purchase_week
