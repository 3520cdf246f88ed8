begin;
create temporary table day_events as
select * from read_csv('$source', header = true, columns = {
    'timestamp': 'BIGINT', 'visitorid': 'INTEGER', 'event': 'VARCHAR', 'itemid': 'INTEGER',
    'transactionid': 'BIGINT'
});
delete from fact_events where event_date = '$day';
delete from fact_sessions where session_date = '$day';
delete from purchases where event_date = '$day';
delete from buyer_days where event_date = '$day';
delete from category_days where event_date = '$day';
delete from funnel_daily where kpi_date = '$day';
delete from funnel_category_daily where kpi_date = '$day';
delete from funnel_category_tree_daily where kpi_date = '$day';
delete from cohort_weekly where kpi_date = '$day';
delete from crm_targets_daily where kpi_date = '$day';

insert into fact_events
with dated_events as (
    select
        date '1970-01-01' + ((timestamp + 32400000) // 86400000)::integer as event_date,
        timestamp as event_ms,
        visitorid as visitor_id,
        itemid as item_id,
        event as event_type,
        transactionid as transaction_id
    from day_events
),

marked_events as (
    select
        *,
        case
            when event_ms - lag(event_ms) over visitor_day <= 1800000 then null
            else event_ms
        end as start_ms
    from dated_events
    window visitor_day as (partition by event_date, visitor_id order by event_ms)
)

select
    * exclude (start_ms),
    max(start_ms) over (
        partition by event_date, visitor_id order by event_ms rows unbounded preceding
    ) as session_ms
from marked_events;

insert into fact_sessions
select
    event_date as session_date,
    visitor_id,
    session_ms,
    max(event_ms) as last_event_ms,
    count(*) as events,
    count(*) filter (where event_type = 'view') as views,
    count(*) filter (where event_type = 'addtocart') as carts,
    max(event_ms) filter (where event_type = 'addtocart') as last_cart_ms,
    max((event_type = 'transaction' and transaction_id is not null)::integer) as has_purchase
from fact_events
where event_date = '$day'
group by event_date, visitor_id, session_ms;

insert into purchases
select
    event_date,
    visitor_id,
    transaction_id,
    event_ms
from fact_events
where event_date = '$day' and event_type = 'transaction' and transaction_id is not null;

create temporary table day_visitors as
select
    visitor_id,
    min(event_ms) as first_event_ms,
    min(event_ms) filter (
        where event_type = 'transaction' and transaction_id is not null
    ) as first_purchase_ms
from fact_events
where event_date = '$day'
group by visitor_id;

update dim_visitor
set
    first_event_ms = least(dim_visitor.first_event_ms, day_visitors.first_event_ms),
    first_purchase_ms = least(dim_visitor.first_purchase_ms, day_visitors.first_purchase_ms)
from day_visitors
where
    dim_visitor.visitor_id = day_visitors.visitor_id
    and (
        day_visitors.first_event_ms < dim_visitor.first_event_ms
        or day_visitors.first_purchase_ms
        < coalesce(dim_visitor.first_purchase_ms, 9223372036854775807)
    );

insert into dim_visitor
select * from day_visitors
where visitor_id not in (select visitor_id from dim_visitor);

insert into category_days
with item_days as (
    select
        (timestamp + 32400000) // 86400000 as day_no,
        itemid as item_id,
        count(*) filter (where event = 'view') as views,
        count(*) filter (where event = 'addtocart') as addtocarts,
        count(*) filter (where event = 'transaction') as purchase_events
    from day_events
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

insert into funnel_category_daily
select
    event_date as kpi_date,
    coalesce(root_id, 0) as root_category_id,
    sum(views) as views,
    sum(addtocarts) as addtocarts,
    sum(purchase_events) as purchase_events
from category_days
left join dim_category using (category_id)
where event_date = '$day'
group by all;

insert into funnel_category_tree_daily
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
where event_date = '$day'
group by all;

insert into funnel_daily
with event_counts as (
    select
        event_date,
        count(*) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as addtocarts,
        count(*) filter (where event_type = 'transaction') as transaction_events,
        count(distinct transaction_id) filter (where event_type = 'transaction') as purchases
    from fact_events
    where event_date = '$day'
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
    where session_date = '$day'
    group by session_date
)

select
    event_date as kpi_date,
    visitors,
    sessions,
    views,
    addtocarts,
    purchases,
    with_view,
    with_cart,
    with_purchase,
    with_view_and_cart,
    with_cart_and_purchase,
    single_event,
    visitors_with_purchase,
    events,
    transaction_events
from event_counts
inner join session_counts on event_date = session_date;

insert into buyer_days
with history as (
    with orders as (
        select visitor_id, transaction_id, min(event_date) as order_date
        from purchases
        where visitor_id in (select visitor_id from purchases where event_date = '$day')
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
    group by purchases.visitor_id, purchases.event_date
)

select * from history where event_date = '$day';

insert into cohort_weekly
with days as (
    select kpi_date, date_trunc('week', kpi_date) as kpi_week from funnel_daily where kpi_date = '$day'
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

insert into crm_targets_daily
with abandoners as (
    select
        session_date as kpi_date,
        visitor_id,
        sum(carts) as evidence_count,
        max(last_cart_ms) as evidence_ms
    from fact_sessions
    where session_date = '$day'
    group by session_date, visitor_id
    having sum(carts) > 0 and max(has_purchase) = 0
),

keen_visitors as (
    select visitor_id
    from fact_sessions
    where session_date between date '$day' - 6 and '$day'
    group by visitor_id having sum(views) >= 20
),

viewers as (
    select
        date '$day' as kpi_date,
        visitor_id,
        sum(views) as evidence_count,
        max(last_event_ms) as evidence_ms
    from fact_sessions
    inner join keen_visitors using (visitor_id)
    where session_date between date '$day' - 6 and '$day'
    group by visitor_id
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
    inner join funnel_daily
        on kpi_date = '$day' and kpi_date >= first_date and kpi_date < next_date
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

commit;
