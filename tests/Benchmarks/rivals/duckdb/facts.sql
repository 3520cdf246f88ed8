$put fact_events $as
with dated_events as (
    select
        date '1970-01-01' + ((timestamp + 32400000) // 86400000)::integer as event_date,
        timestamp as event_ms,
        visitorid as visitor_id,
        itemid as item_id,
        event as event_type,
        transactionid as transaction_id
    from $events
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

$put fact_sessions $as
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
where event_date $isWanted
group by event_date, visitor_id, session_ms;

create $visitors as
select
    visitor_id,
    min(event_ms) as first_event_ms,
    min(event_ms) filter (
        where event_type = 'transaction' and transaction_id is not null
    ) as first_purchase_ms
from fact_events
where event_date $isWanted
group by visitor_id;

$put purchases $as
select
    event_date,
    visitor_id,
    transaction_id,
    event_ms
from fact_events
where event_date $isWanted and event_type = 'transaction' and transaction_id is not null;
