with days as materialized (
    select
        @from + day_no as event_date,
        (@from + day_no + 1)::timestamp at time zone @time_zone as day_end_ts
    from generate_series(0, @to - @from) as day_no
),

item_days as (
    select
        event_date,
        item_id,
        (count(*) filter (where event_type = 'view'))::int as views,
        (count(*) filter (where event_type = 'addtocart'))::int as addtocarts,
        (count(*) filter (where event_type = 'transaction'))::int as purchase_events
    from fact_rr_events
    where event_date between @from and @to
    group by event_date, item_id
),

item_days_with_end as (
    select
        item_days.event_date,
        item_days.item_id,
        days.day_end_ts,
        item_days.views,
        item_days.addtocarts,
        item_days.purchase_events
    from item_days
    inner join days on item_days.event_date = days.event_date
)

select
    item_days_with_end.event_date,
    -- Not 0, which is a category like any other.
    coalesce(categories.category_id, -1) as category_id,
    sum(item_days_with_end.views) as views,
    sum(item_days_with_end.addtocarts) as addtocarts,
    sum(item_days_with_end.purchase_events) as purchase_events
from item_days_with_end
left join dim_rr_item as items
    on
        item_days_with_end.item_id = items.item_id
        and items.valid_from < item_days_with_end.day_end_ts
        and items.valid_to >= item_days_with_end.day_end_ts
left join dim_rr_category as categories on items.category_id = categories.category_id
group by item_days_with_end.event_date, coalesce(categories.category_id, -1)
