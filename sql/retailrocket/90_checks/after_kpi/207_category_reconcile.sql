with staged as (
    select
        event_date as kpi_date,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as addtocarts,
        count(*) filter (where event_type = 'transaction') as purchase_events
    from stg_rr_events
    where event_date between @from and @to
    group by event_date
),

sums as (
    select
        kpi_date,
        'mart_rr_funnel_category_daily' as table_name,
        sum(views) as views,
        sum(addtocarts) as addtocarts,
        sum(purchase_events) as purchase_events
    from mart_rr_funnel_category_daily
    where run_id = @run_id and kpi_date between @from and @to
    group by kpi_date

    union all

    select
        kpi_date,
        'mart_rr_funnel_category_tree_daily, roots' as table_name,
        sum(views) as views,
        sum(addtocarts) as addtocarts,
        sum(purchase_events) as purchase_events
    from mart_rr_funnel_category_tree_daily
    where run_id = @run_id and kpi_date between @from and @to and depth = 0
    group by kpi_date

    union all

    select
        kpi_date,
        'mart_rr_funnel_category_tree_daily, own figures' as table_name,
        sum(own_views) as views,
        sum(own_addtocarts) as addtocarts,
        sum(own_purchase_events) as purchase_events
    from mart_rr_funnel_category_tree_daily
    where run_id = @run_id and kpi_date between @from and @to
    group by kpi_date
),

expected as (
    select
        staged.kpi_date,
        tables.table_name,
        staged.views,
        staged.addtocarts,
        staged.purchase_events
    from staged
    cross join (
        values
        ('mart_rr_funnel_category_daily'),
        ('mart_rr_funnel_category_tree_daily, roots'),
        ('mart_rr_funnel_category_tree_daily, own figures')
    ) as tables (table_name)
)

select
    kpi_date as check_date,
    table_name,
    sums.views,
    expected.views as staged_views,
    sums.addtocarts,
    expected.addtocarts as staged_addtocarts,
    sums.purchase_events,
    expected.purchase_events as staged_purchase_events
from expected
full join sums using (kpi_date, table_name)
where
    sums.views is distinct from expected.views
    or sums.addtocarts is distinct from expected.addtocarts
    or sums.purchase_events is distinct from expected.purchase_events
