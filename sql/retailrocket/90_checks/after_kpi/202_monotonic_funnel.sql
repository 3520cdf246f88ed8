with steps as (
    select
        funnel.kpi_date,
        step.name,
        step.value,
        step.previous_name,
        step.previous_value
    from mart_rr_funnel_daily as funnel
    cross join lateral (
        values
        ('addtocarts', funnel.addtocarts, 'views', funnel.views),
        ('purchases', funnel.purchases, 'addtocarts', funnel.addtocarts),
        ('sessions_with_view', funnel.sessions_with_view, 'sessions', funnel.sessions),
        (
            'sessions_with_cart',
            funnel.sessions_with_cart,
            'sessions_with_view',
            funnel.sessions_with_view
        ),
        (
            'sessions_with_purchase',
            funnel.sessions_with_purchase,
            'sessions_with_cart',
            funnel.sessions_with_cart
        )
    ) as step (name, value, previous_name, previous_value)
    where funnel.run_id = @run_id and funnel.kpi_date between @from and @to
)

select
    kpi_date as check_date,
    name as step,
    value,
    previous_name as previous_step,
    previous_value
from steps
where value > previous_value
