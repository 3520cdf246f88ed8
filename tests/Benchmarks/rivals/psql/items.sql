-- Spans of time in which an item's category stayed the same, and the category tree.
begin;
create table dim_item as
with category_lines as (
    select
        itemid as item_id,
        timestamp as from_ms,
        value::int as category_id,
        lag(value::int) over item_history as previous_id,
        lag(timestamp) over item_history is null as is_first
    from (
        select itemid, timestamp, value from raw_item_properties_1 where property = 'categoryid'
        union all
        select itemid, timestamp, value from raw_item_properties_2 where property = 'categoryid'
    ) as lines
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
    select
        categoryid,
        parentid,
        0 as depth,
        categoryid as root_id,
        array[categoryid] as path
    from raw_category_tree
    where parentid is null or parentid not in (select categoryid from raw_category_tree)

    union all

    select
        children.categoryid,
        children.parentid,
        parents.depth + 1 as depth,
        parents.root_id,
        parents.path || children.categoryid as path
    from placed_categories as parents
    inner join raw_category_tree as children on children.parentid = parents.categoryid
)

select
    categoryid as category_id,
    parentid as parent_id,
    depth,
    root_id,
    path
from placed_categories;
commit;
create index on dim_item (item_id);
alter table dim_category add primary key (category_id);
analyze dim_item, dim_category;
