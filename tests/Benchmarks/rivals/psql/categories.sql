-- Straight from the raw events, so that it need not wait for the facts.
:put category_days :as
with item_days as (
    select
        ((timestamp + 32400000) / 86400000)::int as day_no,
        itemid as item_id,
        (count(*) filter (where event = 'view'))::int as views,
        (count(*) filter (where event = 'addtocart'))::int as addtocarts,
        (count(*) filter (where event = 'transaction'))::int as purchase_events
    from :events
    group by day_no, itemid
)

select
    date '1970-01-01' + day_no as event_date,
    coalesce(dim_category.category_id, -1) as category_id,
    sum(views)::int as views,
    sum(addtocarts)::int as addtocarts,
    sum(purchase_events)::int as purchase_events
from item_days
left join dim_item
    on
        item_days.item_id = dim_item.item_id
        and dim_item.from_ms < (day_no + 1) * 86400000::bigint - 32400000
        and dim_item.to_ms >= (day_no + 1) * 86400000::bigint - 32400000
left join dim_category on dim_item.category_id = dim_category.category_id
group by day_no, coalesce(dim_category.category_id, -1);

:put funnel_category_daily :as
select
    event_date as kpi_date,
    coalesce(root_id, 0) as root_category_id,
    sum(views)::int as views,
    sum(addtocarts)::int as addtocarts,
    sum(purchase_events)::int as purchase_events,
    round(sum(addtocarts)::numeric / nullif(sum(views), 0), 4) as cvr_view_to_cart,
    round(sum(purchase_events)::numeric / nullif(sum(addtocarts), 0), 4) as cvr_cart_to_purchase
from category_days
left join dim_category using (category_id)
where event_date :is_wanted
group by event_date, coalesce(root_id, 0);

:put funnel_category_tree_daily :as
with subtree_days as (
    select
        event_date as kpi_date,
        coalesce(ancestor_id, -1) as category_id,
        sum(views)::int as views,
        sum(addtocarts)::int as addtocarts,
        sum(purchase_events)::int as purchase_events,
        (sum(views) filter (where category_days.category_id = coalesce(ancestor_id, -1)))::int
            as own_views,
        (sum(addtocarts) filter (where category_days.category_id = coalesce(ancestor_id, -1)))::int
            as own_addtocarts,
        (sum(purchase_events) filter (
            where category_days.category_id = coalesce(ancestor_id, -1)
        ))::int as own_purchase_events
    from category_days
    left join (
        select category_id, unnest(path) as ancestor_id from dim_category
    ) as ancestors on category_days.category_id = ancestors.category_id
    where event_date :is_wanted
    group by event_date, coalesce(ancestor_id, -1)
)

select
    kpi_date,
    category_id,
    case when depth > 0 then parent_id end as parent_id,
    coalesce(depth, 0) as depth,
    coalesce(root_id, 0) as root_category_id,
    views,
    addtocarts,
    purchase_events,
    round(addtocarts::numeric / nullif(views, 0), 4) as cvr_view_to_cart,
    round(purchase_events::numeric / nullif(addtocarts, 0), 4) as cvr_cart_to_purchase,
    coalesce(own_views, 0) as own_views,
    coalesce(own_addtocarts, 0) as own_addtocarts,
    coalesce(own_purchase_events, 0) as own_purchase_events
from subtree_days
left join dim_category using (category_id);

\if :every_date
alter table category_days add primary key (event_date, category_id);
alter table funnel_category_daily add primary key (kpi_date, root_category_id);
alter table funnel_category_tree_daily add primary key (kpi_date, category_id);
\endif
