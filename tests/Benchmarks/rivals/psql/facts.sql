-- Events with their session, sessions, visitors, purchases.
:put fact_events :as
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
    from :events
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

:put fact_sessions :as
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
where event_date :is_wanted
group by event_date, visitor_id, session_ms;

:put dim_visitor :as
select
    visitor_id,
    min(event_ms) as first_event_ms,
    min(event_ms) filter (
        where event_type = 'transaction' and transaction_id is not null
    ) as first_purchase_ms
from fact_events
where event_date :is_wanted
group by visitor_id
\if :one_day
on conflict (visitor_id) do update set
    first_event_ms = least(dim_visitor.first_event_ms, excluded.first_event_ms),
    first_purchase_ms = least(dim_visitor.first_purchase_ms, excluded.first_purchase_ms)
\endif
;

:put purchases :as
select
    event_date,
    visitor_id,
    transaction_id,
    event_ms
from fact_events
where event_date :is_wanted and event_type = 'transaction' and transaction_id is not null;

\if :every_date
create index on fact_events (event_date);
create index on fact_sessions (session_date);
alter table dim_visitor add primary key (visitor_id);
create index on purchases (visitor_id);
analyze fact_events, fact_sessions, dim_visitor, purchases;
\endif
