with category_ancestors as (
    select
        categories.category_id,
        ancestors.id_text::int as ancestor_id
    from dim_rr_category as categories
    cross join lateral unnest(string_to_array(categories.path, '>')) as ancestors (id_text)
),

subtree_days as (
    select
        category_days.event_date,
        coalesce(category_ancestors.ancestor_id, -1) as category_id,
        sum(category_days.views) as views,
        sum(category_days.addtocarts) as addtocarts,
        sum(category_days.purchase_events) as purchase_events
    from int_rr_category_days as category_days
    left join category_ancestors on category_days.category_id = category_ancestors.category_id
    where category_days.event_date between @from and @to
    group by category_days.event_date, coalesce(category_ancestors.ancestor_id, -1)
)

select
    subtree_days.event_date as kpi_date,
    subtree_days.category_id,
    case when categories.depth > 0 then categories.parent_id end as parent_id,
    coalesce(categories.depth, 0) as depth,
    coalesce(categories.root_category_id, 0) as root_category_id,
    subtree_days.views,
    subtree_days.addtocarts,
    subtree_days.purchase_events,
    round(
        subtree_days.addtocarts::numeric / nullif(subtree_days.views, 0), 4
    ) as cvr_view_to_cart,
    round(
        subtree_days.purchase_events::numeric / nullif(subtree_days.addtocarts, 0), 4
    ) as cvr_cart_to_purchase,
    coalesce(own_days.views, 0) as own_views,
    coalesce(own_days.addtocarts, 0) as own_addtocarts,
    coalesce(own_days.purchase_events, 0) as own_purchase_events
from subtree_days
left join dim_rr_category as categories on subtree_days.category_id = categories.category_id
left join int_rr_category_days as own_days
    on
        subtree_days.event_date = own_days.event_date
        and subtree_days.category_id = own_days.category_id
