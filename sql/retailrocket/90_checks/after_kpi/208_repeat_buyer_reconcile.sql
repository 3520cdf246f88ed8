-- All repeat buyers of each date are found again straight from staging. List and recount are stacked and grouped, not
-- joined, so the cost does not hang on the planner's guesses.
with days as materialized (
    select @from + day_no as kpi_date
    from generate_series(0, @to - @from) as day_no
    where exists (
        select 1
        from stg_rr_events as events
        where events.event_date = @from + day_no
    )
),

-- Materialized, so that they are not found again for each month that they are compared with.
buyers_of_run as materialized (
    select distinct visitor_id
    from stg_rr_events
    where
        event_date between @from and @to
        and event_type = 'transaction'
        and transaction_id is not null
        and visitor_id is not null
),

-- All orders of history, in the order of their index: grouped as they come, where a hash table takes twice as long.
earlier_order_lines as (
    select
        visitor_id,
        transaction_id,
        event_ts
    from stg_rr_events
    where
        event_type = 'transaction'
        and transaction_id is not null
        and visitor_id is not null
        and event_date < @from
    order by visitor_id, transaction_id
),

-- Who bought on no date of the run is the same on all of them: no need to know when which order was placed.
earlier_orders as (
    select
        visitor_id,
        transaction_id,
        max(event_ts) as last_purchase_ts
    from earlier_order_lines
    group by visitor_id, transaction_id
),

earlier_repeat_buyers as (
    select
        visitor_id,
        count(*) as orders_to_date,
        max(last_purchase_ts) as last_purchase_ts
    from earlier_orders
    group by visitor_id
    having count(*) >= @repeat_buyer_min_orders
),

earlier_buyers as (
    select
        visitor_id,
        orders_to_date,
        last_purchase_ts
    from earlier_repeat_buyers
    -- A case is never made a join but looked up in a hash table, whatever the planner expects of dates new to it.
    where case when visitor_id in (select buyers_of_run.visitor_id from buyers_of_run) then false else true end
),

orders as (
    select
        visitor_id,
        transaction_id,
        event_date,
        event_ts,
        min(event_date) over (partition by visitor_id, transaction_id) as order_date
    from stg_rr_events
    where
        event_type = 'transaction'
        and transaction_id is not null
        and visitor_id is not null
        and event_date <= @to
        -- As an array: few buy on a date, which the planner cannot know, and each is one look-up.
        and visitor_id = any(array(select buyers_of_run.visitor_id from buyers_of_run))
),

purchase_days as (
    select
        visitor_id,
        event_date,
        max(event_ts) as last_purchase_ts,
        count(distinct transaction_id) filter (where order_date = event_date) as new_orders
    from orders
    group by visitor_id, event_date
),

purchase_spans as (
    select
        visitor_id,
        last_purchase_ts,
        event_date as first_date,
        lead(event_date, 1, @to + 1) over visitor_history - 1 as last_date,
        sum(new_orders) over visitor_history as orders_to_date
    from purchase_days
    window visitor_history as (partition by visitor_id order by event_date)
),

stacked as (
    select
        kpi_date,
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
        and segment_name = 'repeat_buyer'

    union all

    select
        days.kpi_date,
        earlier_buyers.visitor_id,
        null::int as listed_count,
        null::timestamptz as listed_ts,
        null::int as segment_size,
        earlier_buyers.orders_to_date as recounted_count,
        earlier_buyers.last_purchase_ts as recounted_ts
    from earlier_buyers
    cross join days

    union all

    select
        days.kpi_date,
        purchase_spans.visitor_id,
        null::int as listed_count,
        null::timestamptz as listed_ts,
        null::int as segment_size,
        purchase_spans.orders_to_date as recounted_count,
        purchase_spans.last_purchase_ts as recounted_ts
    from days
    inner join purchase_spans
        on days.kpi_date between purchase_spans.first_date and purchase_spans.last_date
    where purchase_spans.orders_to_date >= @repeat_buyer_min_orders
),

members as (
    select
        kpi_date,
        visitor_id,
        max(listed_count) as listed_count,
        max(listed_ts) as listed_ts,
        max(segment_size) as segment_size,
        max(recounted_count) as recounted_count,
        max(recounted_ts) as recounted_ts
    from stacked
    group by kpi_date, visitor_id
),

members_of_lists as (
    select
        kpi_date,
        visitor_id,
        listed_count,
        listed_ts,
        segment_size,
        recounted_count,
        recounted_ts,
        count(listed_count) over (partition by kpi_date) as list_length,
        count(recounted_count) over (partition by kpi_date) as recounted_size
    from members
),

judged_members as (
    select
        kpi_date,
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
