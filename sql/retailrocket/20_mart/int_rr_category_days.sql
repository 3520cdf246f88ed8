with days as materialized (
    select
        @from + day_no as event_date,
        (@from + day_no + 1)::timestamp at time zone @time_zone as day_end_ts
    from generate_series(0, @to - @from) as day_no
),

-- Per category of the items first: a category is then looked up once and not for each event.
item_categories as (
    select
        events.event_date,
        items.category_id,
        count(*) filter (where events.event_type = 'view') as views,
        count(*) filter (where events.event_type = 'addtocart') as addtocarts,
        count(*) filter (where events.event_type = 'transaction') as purchase_events
    from stg_rr_events as events
    inner join days on events.event_date = days.event_date
    left join dim_rr_item as items
        on
            events.item_id = items.item_id
            and items.valid_from < days.day_end_ts
            and items.valid_to >= days.day_end_ts
    where events.event_date between @from and @to
    group by events.event_date, items.category_id
)

select
    item_categories.event_date,
    -- Not 0, which is a category like any other.
    coalesce(categories.category_id, -1) as category_id,
    sum(item_categories.views) as views,
    sum(item_categories.addtocarts) as addtocarts,
    sum(item_categories.purchase_events) as purchase_events
from item_categories
left join dim_rr_category as categories on item_categories.category_id = categories.category_id
group by item_categories.event_date, coalesce(categories.category_id, -1)
