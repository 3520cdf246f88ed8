create table dim_item as
with category_lines as (
    select
        itemid as item_id,
        timestamp as from_ms,
        value::integer as category_id,
        lag(value::integer) over item_history as previous_id,
        lag(timestamp) over item_history is null as is_first
    from raw_item_properties
    where property = 'categoryid'
    window item_history as (partition by itemid order by timestamp)
)

select
    item_id,
    case when is_first then 0 else from_ms end as from_ms,
    lead(from_ms, 1, 9223372036854775807) over (partition by item_id order by from_ms) as to_ms,
    category_id
from category_lines
where is_first or category_id <> previous_id;

create table dim_category as
with recursive placed_categories as (
    select categoryid, parentid, 0 as depth, categoryid as root_id, [categoryid] as path
    from raw_category_tree
    where parentid is null or parentid not in (select categoryid from raw_category_tree)

    union all

    select
        children.categoryid,
        children.parentid,
        parents.depth + 1 as depth,
        parents.root_id,
        list_append(parents.path, children.categoryid) as path
    from placed_categories as parents
    inner join raw_category_tree as children on children.parentid = parents.categoryid
)

select categoryid as category_id, parentid as parent_id, depth, root_id, path
from placed_categories;
