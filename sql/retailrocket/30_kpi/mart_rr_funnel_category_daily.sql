with root_days as (
    select
        category_days.event_date,
        coalesce(categories.root_category_id, 0) as root_category_id,
        sum(category_days.views) as views,
        sum(category_days.addtocarts) as addtocarts,
        sum(category_days.purchase_events) as purchase_events
    from int_rr_category_days as category_days
    left join dim_rr_category as categories
        on category_days.category_id = categories.category_id
    where category_days.event_date between @from and @to
    group by category_days.event_date, coalesce(categories.root_category_id, 0)
)

select
    event_date as kpi_date,
    root_category_id,
    views,
    addtocarts,
    purchase_events,
    round(addtocarts::numeric / nullif(views, 0), 4) as cvr_view_to_cart,
    round(purchase_events::numeric / nullif(addtocarts, 0), 4) as cvr_cart_to_purchase
from root_days
