with figures as (
    select
        funnel.kpi_date,
        figure.name,
        figure.value,
        figure.is_share
    from mart_rr_funnel_daily as funnel
    cross join lateral (
        values
        ('visitors', funnel.visitors::numeric, false),
        ('sessions', funnel.sessions, false),
        ('views', funnel.views, false),
        ('addtocarts', funnel.addtocarts, false),
        ('purchases', funnel.purchases, false),
        ('sessions_with_view', funnel.sessions_with_view, false),
        ('sessions_with_cart', funnel.sessions_with_cart, false),
        ('sessions_with_purchase', funnel.sessions_with_purchase, false),
        ('purchase_sessions_without_cart', funnel.purchase_sessions_without_cart, false),
        ('cart_sessions_without_view', funnel.cart_sessions_without_view, false),
        ('transaction_events_without_id', funnel.transaction_events_without_id, false),
        ('cvr_view_to_cart', funnel.cvr_view_to_cart, false),
        ('cvr_cart_to_purchase', funnel.cvr_cart_to_purchase, false),
        ('cvr_session_to_purchase', funnel.cvr_session_to_purchase, true),
        ('cvr_view_to_cart_closed', funnel.cvr_view_to_cart_closed, true),
        ('cvr_cart_to_purchase_closed', funnel.cvr_cart_to_purchase_closed, true),
        ('cvr_visitor_to_purchase', funnel.cvr_visitor_to_purchase, true)
    ) as figure (name, value, is_share)
    where funnel.run_id = @run_id and funnel.kpi_date between @from and @to
)

select
    kpi_date as check_date,
    name as figure,
    value,
    case when value < 0 then 'negative' else 'share above 1' end as problem
from figures
where value < 0 or (is_share and value > 1)
