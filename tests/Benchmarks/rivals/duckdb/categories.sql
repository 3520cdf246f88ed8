$put category_days $as
with item_days as (
    select
        (timestamp + 32400000) // 86400000 as day_no,
        itemid as item_id,
        count(*) filter (where event = 'view') as views,
        count(*) filter (where event = 'addtocart') as addtocarts,
        count(*) filter (where event = 'transaction') as purchase_events
    from $events
    group by day_no, itemid
)

select
    date '1970-01-01' + day_no::integer as event_date,
    coalesce(dim_category.category_id, -1) as category_id,
    sum(views) as views,
    sum(addtocarts) as addtocarts,
    sum(purchase_events) as purchase_events
from item_days
left join dim_item
    on
        item_days.item_id = dim_item.item_id
        and dim_item.from_ms < (day_no + 1) * 86400000 - 32400000
        and dim_item.to_ms >= (day_no + 1) * 86400000 - 32400000
left join dim_category on dim_item.category_id = dim_category.category_id
group by all;

$put funnel_category_daily $as
select
    event_date as kpi_date,
    coalesce(root_id, 0) as root_category_id,
    sum(views) as views,
    sum(addtocarts) as addtocarts,
    sum(purchase_events) as purchase_events
from category_days
left join dim_category using (category_id)
where event_date $isWanted
group by all;

$put funnel_category_tree_daily $as
select
    event_date as kpi_date,
    coalesce(ancestor_id, -1) as category_id,
    sum(views) as views,
    sum(addtocarts) as addtocarts,
    sum(purchase_events) as purchase_events,
    sum(views) filter (where category_days.category_id = coalesce(ancestor_id, -1)) as own_views
from category_days
left join (
    select category_id, unnest(path) as ancestor_id from dim_category
) as ancestors on category_days.category_id = ancestors.category_id
where event_date $isWanted
group by all;
