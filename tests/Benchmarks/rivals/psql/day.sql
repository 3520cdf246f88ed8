-- The figures of the date :day from the events on standard input; items and categories stay as they are.
begin;
create temporary table day_events (
    timestamp bigint,
    visitorid int,
    event text,
    itemid int,
    transactionid bigint
) on commit drop;
\copy day_events from pstdin (format csv, header)
create table if not exists raw_event_days (day date, like raw_events);
create index if not exists raw_event_days_day on raw_event_days (day);
delete from raw_event_days where day = :'day';
insert into raw_event_days select :'day', * from day_events;
delete from fact_events where event_date = :'day';
delete from fact_sessions where session_date = :'day';
delete from purchases where event_date = :'day';
delete from buyer_days where event_date = :'day';
delete from category_days where event_date = :'day';
delete from funnel_daily where kpi_date = :'day';
delete from funnel_category_daily where kpi_date = :'day';
delete from funnel_category_tree_daily where kpi_date = :'day';
delete from cohort_weekly where kpi_date = :'day';
delete from crm_targets_daily where kpi_date = :'day';

insert into fact_events
with dated_events as (
    select
        date '1970-01-01' + ((timestamp + 32400000) / 86400000)::int as event_date,
        -- Date and visitor in one number: half the time of a sort by two columns.
        (((timestamp + 32400000) / 86400000) << 32) + visitorid as visitor_day_no,
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
    window visitor_day as (partition by visitor_day_no order by event_ms)
)

select
    event_date,
    event_ms,
    visitor_id,
    item_id,
    event_type,
    transaction_id,
    max(start_ms) over (
        partition by visitor_day_no order by event_ms rows unbounded preceding
    ) as session_ms
from marked_events;

insert into fact_sessions
select
    event_date as session_date,
    visitor_id,
    session_ms,
    max(event_ms) as last_event_ms,
    count(*)::int as events,
    (count(*) filter (where event_type = 'view'))::int as views,
    (count(*) filter (where event_type = 'addtocart'))::int as carts,
    max(event_ms) filter (where event_type = 'addtocart') as last_cart_ms,
    bool_or(event_type = 'transaction' and transaction_id is not null)::int as has_purchase
from fact_events
where event_date = :'day'
group by event_date, visitor_id, session_ms;

insert into purchases
select
    event_date,
    visitor_id,
    transaction_id,
    event_ms
from fact_events
where event_date = :'day' and event_type = 'transaction' and transaction_id is not null;

insert into dim_visitor
select
    visitor_id,
    min(event_ms) as first_event_ms,
    min(event_ms) filter (
        where event_type = 'transaction' and transaction_id is not null
    ) as first_purchase_ms
from fact_events
where event_date = :'day'
group by visitor_id
on conflict (visitor_id) do update set
    first_event_ms = least(dim_visitor.first_event_ms, excluded.first_event_ms),
    first_purchase_ms = least(dim_visitor.first_purchase_ms, excluded.first_purchase_ms);

insert into funnel_daily
with event_counts as (
    select
        event_date,
        count(*) as events,
        count(*) filter (where event_type = 'view') as views,
        count(*) filter (where event_type = 'addtocart') as addtocarts,
        count(*) filter (where event_type = 'transaction') as transaction_events,
        count(*) filter (
            where event_type = 'transaction' and transaction_id is null
        ) as transaction_events_without_id
    from fact_events
    where event_date = :'day'
    group by event_date
),

order_counts as (
    select
        event_date,
        count(distinct transaction_id) as purchases
    from purchases
    where event_date = :'day'
    group by event_date
),

visitor_days as (
    select
        session_date,
        visitor_id,
        count(*)::int as sessions,
        max((views > 0)::int) as has_view,
        max((carts > 0)::int) as has_cart,
        max(has_purchase) as has_purchase,
        sum((views > 0)::int)::int as with_view,
        sum((carts > 0)::int)::int as with_cart,
        sum(has_purchase)::int as with_purchase,
        sum((views > 0 and carts > 0)::int)::int as with_view_and_cart,
        sum((carts > 0)::int * has_purchase)::int as with_cart_and_purchase,
        sum((views > 0 and carts > 0)::int * has_purchase)::int as with_all,
        sum((events = 1)::int)::int as single_event
    from fact_sessions
    where session_date = :'day'
    group by session_date, visitor_id
),

session_counts as (
    select
        session_date,
        count(*) as visitors,
        sum(has_view) as visitors_with_view,
        sum(has_cart) as visitors_with_cart,
        sum(has_purchase) as visitors_with_purchase,
        sum(sessions) as sessions,
        sum(with_view) as with_view,
        sum(with_cart) as with_cart,
        sum(with_purchase) as with_purchase,
        sum(with_view_and_cart) as with_view_and_cart,
        sum(with_cart_and_purchase) as with_cart_and_purchase,
        sum(with_all) as with_all,
        sum(single_event) as single_event
    from visitor_days
    group by session_date
)

select
    event_date as kpi_date,
    visitors::int,
    sessions::int,
    views::int,
    addtocarts::int,
    coalesce(purchases, 0)::int as purchases,
    with_view::int as sessions_with_view,
    with_cart::int as sessions_with_cart,
    with_purchase::int as sessions_with_purchase,
    round(with_purchase::numeric / sessions, 4) as cvr_session_to_purchase,
    round(with_cart::numeric / nullif(with_view, 0), 4) as cvr_view_to_cart,
    round(with_purchase::numeric / nullif(with_cart, 0), 4) as cvr_cart_to_purchase,
    with_view_and_cart::int as sessions_with_view_and_cart,
    with_cart_and_purchase::int as sessions_with_cart_and_purchase,
    (with_purchase - with_cart_and_purchase)::int as purchase_sessions_without_cart,
    round(with_view_and_cart::numeric / nullif(with_view, 0), 4) as cvr_view_to_cart_closed,
    round(with_cart_and_purchase::numeric / nullif(with_cart, 0), 4) as cvr_cart_to_purchase_closed,
    with_all::int as sessions_with_view_cart_and_purchase,
    (with_cart - with_view_and_cart)::int as cart_sessions_without_view,
    single_event::int as single_event_sessions,
    visitors_with_view::int,
    visitors_with_cart::int,
    visitors_with_purchase::int,
    round(visitors_with_purchase::numeric / visitors, 4) as cvr_visitor_to_purchase,
    events::int,
    transaction_events::int,
    transaction_events_without_id::int
from event_counts
inner join session_counts on event_date = session_date
left join order_counts using (event_date);

insert into buyer_days
select *
from (
    select
        visitor_id,
        event_date,
        max(event_ms) as last_purchase_ms,
        count(distinct transaction_id) filter (where order_date = event_date)::int as new_orders,
        min(min(event_date)) over (partition by visitor_id) as first_date
    from (
        select
            *,
            min(event_date) over (partition by visitor_id, transaction_id) as order_date
        from purchases
        where visitor_id in (select visitor_id from purchases where event_date = :'day')
    ) as dated_purchases
    group by visitor_id, event_date
) as buyer_history
where event_date = :'day';

insert into cohort_weekly
with days as (
    select
        kpi_date,
        date_trunc('week', kpi_date)::date as kpi_week
    from funnel_daily
    where kpi_date = :'day'
),

-- Each buyer of a week on the first date of it on which the visitor bought.
weekly_buyers as (
    select
        first_date_of_week,
        purchase_week,
        cohort_week,
        count(*) as visitors
    from (
        select
            min(event_date) as first_date_of_week,
            date_trunc('week', event_date)::date as purchase_week,
            date_trunc('week', first_date)::date as cohort_week
        from buyer_days
        group by visitor_id, first_date, date_trunc('week', event_date)
    ) as buyer_weeks
    group by first_date_of_week, purchase_week, cohort_week
),

active as (
    select
        kpi_date,
        kpi_week,
        cohort_week,
        purchase_week,
        sum(visitors) as visitors
    from days
    inner join weekly_buyers on kpi_date >= first_date_of_week
    group by kpi_date, kpi_week, cohort_week, purchase_week
)

select
    cohorts.kpi_date,
    cohorts.cohort_week,
    week_index,
    cohorts.visitors::int as cohort_size,
    coalesce(active.visitors, 0)::int as active_visitors,
    round(coalesce(active.visitors, 0)::numeric / cohorts.visitors, 4) as retention_rate,
    cohorts.cohort_week + 7 * week_index + 6 <= cohorts.kpi_date as is_complete
from active as cohorts
cross join lateral generate_series(0, (cohorts.kpi_week - cohorts.cohort_week) / 7) as week_index
left join active
    on
        cohorts.kpi_date = active.kpi_date
        and cohorts.cohort_week = active.cohort_week
        and active.purchase_week = cohorts.cohort_week + 7 * week_index
where cohorts.purchase_week = cohorts.cohort_week;

insert into crm_targets_daily
with carts as (
    select
        session_date as kpi_date,
        visitor_id,
        sum(carts) as evidence_count,
        max(last_cart_ms) as evidence_ms
    from fact_sessions
    where session_date = :'day' and carts > 0
    group by session_date, visitor_id
),

abandoners as (
    select *
    from carts
    where not exists (
        select 1
        from purchases
        where purchases.visitor_id = carts.visitor_id and purchases.event_date = carts.kpi_date
    )
),

keen_visitors as (
    select visitor_id
    from fact_sessions
    where session_date between :'day'::date - 6 and :'day'
    group by visitor_id
    having sum(views) >= 20
),

viewers as (
    select
        :'day'::date as kpi_date,
        visitor_id,
        sum(views) as evidence_count,
        max(last_event_ms) as evidence_ms
    from fact_sessions
    inner join keen_visitors using (visitor_id)
    where session_date between :'day'::date - 6 and :'day'
    group by visitor_id
    having sum(views) >= 20 and sum(carts) = 0 and max(has_purchase) = 0
),

buyer_spans as (
    select
        visitor_id,
        sum(new_orders) over visitor_history as evidence_count,
        last_purchase_ms as evidence_ms,
        event_date as first_date,
        lead(event_date, 1, 'infinity') over visitor_history as next_date
    from buyer_days
    window visitor_history as (partition by visitor_id order by event_date)
),

members as (
    select
        kpi_date,
        visitor_id,
        'cart_abandoner_today' as segment_name,
        evidence_count,
        evidence_ms,
        evidence_ms as ranking_ms
    from abandoners

    union all

    select
        kpi_date,
        visitor_id,
        'high_intent_viewer_7d_no_cart' as segment_name,
        evidence_count,
        evidence_ms,
        null as ranking_ms
    from viewers
    inner join funnel_daily using (kpi_date)

    union all

    select
        kpi_date,
        visitor_id,
        'repeat_buyer' as segment_name,
        evidence_count,
        evidence_ms,
        evidence_ms as ranking_ms
    from buyer_spans
    inner join funnel_daily
        on kpi_date = :'day' and kpi_date >= first_date and kpi_date < next_date
    where evidence_count >= 2
),

ranked_members as (
    select
        *,
        row_number() over (
            partition by kpi_date, segment_name
            order by evidence_count desc, ranking_ms desc, visitor_id
        ) as rank_in_segment,
        count(*) over (partition by kpi_date, segment_name) as segment_size
    from members
)

select
    kpi_date,
    visitor_id,
    segment_name,
    case segment_name
        when 'cart_abandoner_today'
            then 'last_cart_ts=' || evidence_time || ', cart_events=' || evidence_count
        when 'high_intent_viewer_7d_no_cart' then 'view_events_7d=' || evidence_count
        else 'tx_cnt=' || evidence_count || ', last_purchase_ts=' || evidence_time
    end as evidence,
    rank_in_segment::int as rank_in_segment,
    segment_size::int as segment_size,
    evidence_count::int as evidence_count,
    to_timestamp(evidence_ms / 1000.0) as evidence_ts
from ranked_members
cross join lateral (
    select
        rtrim(
            rtrim(
                to_char(
                    to_timestamp((evidence_ms + 32400000) / 1000.0) at time zone 'UTC',
                    'YYYY-MM-DD HH24:MI:SS.MS'
                ), '0'
            ), '.'
        ) as evidence_time
) as times
where rank_in_segment <= 5000;

insert into category_days
with item_days as (
    select
        ((timestamp + 32400000) / 86400000)::int as day_no,
        itemid as item_id,
        (count(*) filter (where event = 'view'))::int as views,
        (count(*) filter (where event = 'addtocart'))::int as addtocarts,
        (count(*) filter (where event = 'transaction'))::int as purchase_events
    from day_events
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

insert into funnel_category_daily
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
where event_date = :'day'
group by event_date, coalesce(root_id, 0);

insert into funnel_category_tree_daily
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
    where event_date = :'day'
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

commit;
