with category_ancestors as (
    select
        categories.category_id,
        ancestors.id_text::int as ancestor_id
    from dim_rr_category as categories
    cross join lateral unnest(string_to_array(categories.path, '>')) as ancestors (id_text)
),

category_days as (
    select
        days.event_date,
        days.category_id,
        coalesce(category_ancestors.ancestor_id, -1) as ancestor_id,
        days.views,
        days.addtocarts,
        days.purchase_events
    from int_rr_category_days as days
    left join category_ancestors on days.category_id = category_ancestors.category_id
    where days.event_date between @from and @to
),

subtree_days as (
    select
        event_date,
        ancestor_id as category_id,
        sum(views) as views,
        sum(addtocarts) as addtocarts,
        sum(purchase_events) as purchase_events,
        sum(views) filter (where category_id = ancestor_id) as own_views,
        sum(addtocarts) filter (where category_id = ancestor_id) as own_addtocarts,
        sum(purchase_events) filter (where category_id = ancestor_id) as own_purchase_events
    from category_days
    group by event_date, ancestor_id
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
    coalesce(subtree_days.own_views, 0) as own_views,
    coalesce(subtree_days.own_addtocarts, 0) as own_addtocarts,
    coalesce(subtree_days.own_purchase_events, 0) as own_purchase_events
from subtree_days
left join dim_rr_category as categories on subtree_days.category_id = categories.category_id
