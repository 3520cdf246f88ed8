-- The whole of each segment but repeat buyers (208) is found again straight from staging. Targets and recount are
-- stacked and grouped, not joined, so the cost does not hang on the planner's guesses.
with cart_abandoners as (
    select
        event_date as kpi_date,
        visitor_id,
        count(*) filter (where event_type = 'addtocart') as carts,
        max(event_ts) filter (where event_type = 'addtocart') as last_cart_ts
    from stg_rr_events
    where
        event_date between @from and @to
        and event_type in ('addtocart', 'transaction')
        and visitor_id is not null
    group by event_date, visitor_id
    having
        count(*) filter (where event_type = 'addtocart') > 0
        and count(*) filter (where event_type = 'transaction' and transaction_id is not null) = 0
),

-- Materialized, so that it is not found again for each month that it is compared with.
keen_visitors as materialized (
    select visitor_id
    from stg_rr_events
    where event_date between @from - 6 and @to and event_type = 'view' and visitor_id is not null
    group by visitor_id
    having count(*) >= @high_intent_min_views
),

viewer_days as (
    select
        event_date,
        visitor_id,
        count(*) filter (where event_type = 'view') as views,
        max(event_ts) filter (where event_type = 'view') as last_view_ts,
        count(*) filter (
            where
                event_type = 'addtocart'
                or (event_type = 'transaction' and transaction_id is not null)
        ) as carts_and_purchases
    from stg_rr_events
    where
        event_date between @from - 6 and @to
        -- A case is never made a join but looked up in a hash table, whatever the planner expects of dates new to it.
        and case when visitor_id in (select keen_visitors.visitor_id from keen_visitors) then true end
    group by event_date, visitor_id
),

viewer_weeks as (
    select
        viewer_days.event_date + day_no as kpi_date,
        viewer_days.visitor_id,
        sum(viewer_days.views) as views,
        max(viewer_days.last_view_ts) as last_view_ts
    from viewer_days
    cross join generate_series(0, 6) as day_no
    where viewer_days.event_date + day_no between @from and @to
    group by viewer_days.event_date + day_no, viewer_days.visitor_id
    having
        sum(viewer_days.views) >= @high_intent_min_views
        and sum(viewer_days.carts_and_purchases) = 0
),

days as materialized (
    select @from + day_no as kpi_date
    from generate_series(0, @to - @from) as day_no
    where exists (
        select 1
        from stg_rr_events as events
        where events.event_date = @from + day_no
    )
),

-- Segments as numbers: sorting by their names takes twice as long.
stacked as (
    select
        kpi_date,
        case segment_name
            when 'cart_abandoner_today' then 1
            when 'high_intent_viewer_7d_no_cart' then 2
        end as segment_no,
        visitor_id,
        evidence_count as listed_count,
        evidence_ts as listed_ts,
        segment_size,
        null::bigint as recounted_count,
        null::timestamptz as recounted_ts
    from mart_rr_crm_targets_daily
    where
        run_id = @run_id
        and kpi_date between @from and @to
        and segment_name <> 'repeat_buyer'

    union all

    select
        kpi_date,
        1 as segment_no,
        visitor_id,
        null::int as listed_count,
        null::timestamptz as listed_ts,
        null::int as segment_size,
        carts as recounted_count,
        last_cart_ts as recounted_ts
    from cart_abandoners

    union all

    select
        viewer_weeks.kpi_date,
        2 as segment_no,
        viewer_weeks.visitor_id,
        null::int as listed_count,
        null::timestamptz as listed_ts,
        null::int as segment_size,
        viewer_weeks.views as recounted_count,
        viewer_weeks.last_view_ts as recounted_ts
    from viewer_weeks
    inner join days on viewer_weeks.kpi_date = days.kpi_date
),

members as (
    select
        kpi_date,
        segment_no,
        visitor_id,
        max(listed_count) as listed_count,
        max(listed_ts) as listed_ts,
        max(segment_size) as segment_size,
        max(recounted_count) as recounted_count,
        max(recounted_ts) as recounted_ts
    from stacked
    group by kpi_date, segment_no, visitor_id
),

members_of_lists as (
    select
        kpi_date,
        segment_no,
        visitor_id,
        listed_count,
        listed_ts,
        segment_size,
        recounted_count,
        recounted_ts,
        count(listed_count) over (partition by kpi_date, segment_no) as list_length,
        count(recounted_count) over (partition by kpi_date, segment_no) as recounted_size
    from members
),

judged_members as (
    select
        kpi_date,
        segment_no,
        visitor_id,
        case
            when recounted_count is null then 'listed, but not in the segment'
            when listed_count is null and list_length < least(recounted_size, @crm_target_limit)
                then 'in the segment, but not listed'
            when listed_count <> recounted_count or listed_ts <> recounted_ts
                then 'evidence differs'
            when segment_size <> recounted_size then 'segment size differs'
        end as problem,
        listed_count,
        recounted_count,
        listed_ts,
        recounted_ts,
        segment_size,
        recounted_size
    from members_of_lists
)

select
    kpi_date as check_date,
    case segment_no
        when 1 then 'cart_abandoner_today'
        when 2 then 'high_intent_viewer_7d_no_cart'
        else 'unknown'
    end as segment_name,
    visitor_id,
    problem,
    listed_count,
    recounted_count,
    listed_ts,
    recounted_ts,
    segment_size,
    recounted_size
from judged_members
where problem is not null
