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

create table category_days as
with item_days as (
    select
        (timestamp + 32400000) // 86400000 as day_no,
        itemid as item_id,
        count(*) filter (where event = 'view') as views,
        count(*) filter (where event = 'addtocart') as addtocarts,
        count(*) filter (where event = 'transaction') as purchase_events
    from raw_events
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

create table funnel_category_daily as
select
    event_date as kpi_date,
    coalesce(root_id, 0) as root_category_id,
    sum(views) as views,
    sum(addtocarts) as addtocarts,
    sum(purchase_events) as purchase_events
from category_days
left join dim_category using (category_id)
group by all;

create table funnel_category_tree_daily as
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
group by all;

create table funnel_daily as
with event_counts as (
    select
        event_date,
        count(*) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as addtocarts,
        count(*) filter (where event_type = 'transaction') as transaction_events,
        count(distinct transaction_id) filter (where event_type = 'transaction') as purchases
    from fact_events
    group by event_date
),

session_counts as (
    select
        session_date,
        count(distinct visitor_id) as visitors,
        count(distinct visitor_id) filter (where has_purchase = 1) as visitors_with_purchase,
        count(*) as sessions,
        count(*) filter (where views > 0) as with_view,
        count(*) filter (where carts > 0) as with_cart,
        count(*) filter (where has_purchase = 1) as with_purchase,
        count(*) filter (where views > 0 and carts > 0) as with_view_and_cart,
        count(*) filter (where carts > 0 and has_purchase = 1) as with_cart_and_purchase,
        count(*) filter (where events = 1) as single_event
    from fact_sessions
    group by session_date
)

select
    event_date as kpi_date,
    visitors,
    sessions,
    views,
    addtocarts,
    purchases,
    with_view as sessions_with_view,
    with_cart as sessions_with_cart,
    with_purchase as sessions_with_purchase,
    with_view_and_cart as sessions_with_view_and_cart,
    with_cart_and_purchase as sessions_with_cart_and_purchase,
    single_event as single_event_sessions,
    visitors_with_purchase,
    events,
    transaction_events
from event_counts
inner join session_counts on event_date = session_date;

create table buyer_days as
with orders as (
    select visitor_id, transaction_id, min(event_date) as order_date
    from purchases
    group by all
)

select
    purchases.visitor_id,
    purchases.event_date,
    max(purchases.event_ms) as last_purchase_ms,
    count(distinct orders.transaction_id) filter (where order_date = event_date) as new_orders,
    min(purchases.event_date) over (partition by purchases.visitor_id) as first_date
from purchases
inner join orders using (visitor_id, transaction_id)
group by purchases.visitor_id, purchases.event_date;

create table cohort_weekly as
with days as (
    select kpi_date, date_trunc('week', kpi_date) as kpi_week from funnel_daily
),

buyer_weeks as (
    select
        visitor_id,
        min(event_date) as first_date_of_week,
        date_trunc('week', event_date) as purchase_week,
        date_trunc('week', first_date) as cohort_week
    from buyer_days
    group by visitor_id, first_date, date_trunc('week', event_date)
),

active as (
    select kpi_date, kpi_week, cohort_week, purchase_week, count(*) as visitors
    from days
    inner join buyer_weeks on kpi_date >= first_date_of_week
    group by all
)

select
    cohorts.kpi_date,
    cohorts.cohort_week,
    weeks.week_index,
    cohorts.visitors as cohort_size,
    coalesce(active.visitors, 0) as active_visitors
from active as cohorts
inner join (select unnest(range(0, 2000)) as week_index) as weeks
    on cohorts.cohort_week + to_days(7 * weeks.week_index::integer) <= cohorts.kpi_week
left join active
    on
        cohorts.kpi_date = active.kpi_date
        and cohorts.cohort_week = active.cohort_week
        and active.purchase_week = cohorts.cohort_week + to_days(7 * weeks.week_index::integer)
where cohorts.purchase_week = cohorts.cohort_week;

create table crm_targets_daily as
with abandoners as (
    select
        session_date as kpi_date,
        visitor_id,
        sum(carts) as evidence_count,
        max(last_cart_ms) as evidence_ms
    from fact_sessions
    group by session_date, visitor_id
    having sum(carts) > 0 and max(has_purchase) = 0
),

keen_visitors as (
    select visitor_id from fact_sessions group by visitor_id having sum(views) >= 20
),

viewers as (
    select
        session_date + day_no::integer as kpi_date,
        visitor_id,
        sum(views) as evidence_count,
        max(last_event_ms) as evidence_ms
    from fact_sessions
    inner join keen_visitors using (visitor_id)
    cross join range(0, 7) as days (day_no)
    group by session_date + day_no::integer, visitor_id
    having sum(views) >= 20 and sum(carts) = 0 and max(has_purchase) = 0
),

buyer_spans as (
    select
        visitor_id,
        sum(new_orders) over visitor_history as evidence_count,
        last_purchase_ms as evidence_ms,
        event_date as first_date,
        lead(event_date, 1, date '9999-12-31') over visitor_history as next_date
    from buyer_days
    window visitor_history as (partition by visitor_id order by event_date)
),

members as (
    select kpi_date, visitor_id, 'cart_abandoner_today' as segment_name,
        evidence_count, evidence_ms, evidence_ms as ranking_ms
    from abandoners
    union all
    select kpi_date, visitor_id, 'high_intent_viewer_7d_no_cart' as segment_name,
        evidence_count, evidence_ms, null as ranking_ms
    from viewers
    inner join funnel_daily using (kpi_date)
    union all
    select kpi_date, visitor_id, 'repeat_buyer' as segment_name,
        evidence_count, evidence_ms, evidence_ms as ranking_ms
    from buyer_spans
    inner join funnel_daily on kpi_date >= first_date and kpi_date < next_date
    where evidence_count >= 2
)

select
    *,
    row_number() over (
        partition by kpi_date, segment_name
        order by evidence_count desc, ranking_ms desc, visitor_id
    ) as rank_in_segment,
    count(*) over (partition by kpi_date, segment_name) as segment_size,
    strftime(make_timestamp((evidence_ms + 32400000) * 1000), '%Y-%m-%d %H:%M:%S.%g')
        as evidence_time
from members
qualify rank_in_segment <= 5000;
