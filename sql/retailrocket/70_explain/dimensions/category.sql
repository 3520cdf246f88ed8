-- By the root category of most of the session's events; of equally many, the one that came first.
-- 0 stands for items without a category.
with days as materialized (
    select
        @from + day_no as event_date,
        (@from + day_no + 1)::timestamp at time zone @time_zone as day_end_ts
    from generate_series(0, @to - @from) as day_no
),

-- An item's category is looked up once a date, not once an event.
item_days as (
    select distinct
        event_date,
        item_id
    from fact_rr_events
    where event_date between @from and @to
),

categories_of_items as (
    select
        item_days.event_date,
        item_days.item_id,
        categories.root_category_id
    from item_days
    inner join days on item_days.event_date = days.event_date
    inner join dim_rr_item as items
        on
            item_days.item_id = items.item_id
            and items.valid_from < days.day_end_ts
            and items.valid_to >= days.day_end_ts
    inner join dim_rr_category as categories on items.category_id = categories.category_id
),

categorised_events as (
    select
        events.event_date,
        events.session_id,
        events.event_no,
        coalesce(categories_of_items.root_category_id, 0) as root_category_id
    from fact_rr_events as events
    left join categories_of_items
        on
            events.event_date = categories_of_items.event_date
            and events.item_id = categories_of_items.item_id
    where events.event_date between @from and @to and events.session_id is not null
),

categories_of_sessions as (
    select
        event_date,
        session_id,
        root_category_id,
        row_number() over (
            partition by event_date, session_id
            order by count(*) desc, min(event_no), root_category_id
        ) as place
    from categorised_events
    group by event_date, session_id, root_category_id
)

select
    sessions.session_date as segment_date,
    main_categories.root_category_id::text as segment,
    count(*) as sessions,
    sum(sessions.has_view) as sessions_with_view,
    sum(sessions.has_cart) as sessions_with_cart,
    sum(sessions.has_purchase) as sessions_with_purchase,
    sum(sessions.has_view * sessions.has_cart) as sessions_with_view_and_cart,
    sum(sessions.has_cart * sessions.has_purchase) as sessions_with_cart_and_purchase
from fact_rr_sessions as sessions
inner join categories_of_sessions as main_categories
    on
        sessions.session_date = main_categories.event_date
        and sessions.session_id = main_categories.session_id
        and main_categories.place = 1
where sessions.session_date between @from and @to
group by sessions.session_date, main_categories.root_category_id
