with ratios as (
    select
        funnel.kpi_date,
        ratio.name,
        ratio.open_value,
        ratio.closed_value,
        ratio.sessions_without_step_before
    from mart_rr_funnel_daily as funnel
    cross join lateral (
        values
        (
            'cvr_view_to_cart',
            funnel.cvr_view_to_cart,
            funnel.cvr_view_to_cart_closed,
            funnel.cart_sessions_without_view
        ),
        (
            'cvr_cart_to_purchase',
            funnel.cvr_cart_to_purchase,
            funnel.cvr_cart_to_purchase_closed,
            funnel.purchase_sessions_without_cart
        )
    ) as ratio (name, open_value, closed_value, sessions_without_step_before)
    where funnel.run_id = @run_id and funnel.kpi_date between @from and @to
)

select
    kpi_date as check_date,
    name as ratio,
    open_value,
    closed_value,
    sessions_without_step_before
from ratios
where open_value > 1
