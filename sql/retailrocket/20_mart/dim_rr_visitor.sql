with events_of_run as (
    select
        visitor_id,
        min(event_ts) as first_event_ts,
        min(event_ts) filter (
            where event_type = 'transaction' and transaction_id is not null
        ) as first_purchase_ts
    from fact_rr_events
    where event_date between @from and @to and visitor_id is not null
    group by visitor_id
),

-- Known firsts on the run's dates may have vanished with the rows that they came from.
known_on_dates_of_run as (
    select visitor_id
    from dim_rr_visitor
    where first_event_date between @from and @to

    union

    select visitor_id
    from dim_rr_visitor
    where first_purchase_date between @from and @to
),

visitors as (
    select
        coalesce(events_of_run.visitor_id, known_on_dates_of_run.visitor_id) as visitor_id,
        events_of_run.first_event_ts,
        events_of_run.first_purchase_ts
    from events_of_run
    full join known_on_dates_of_run
        on events_of_run.visitor_id = known_on_dates_of_run.visitor_id
),

-- What is known of other dates still holds; a known first on the run's dates does not count.
candidates as (
    select
        visitors.visitor_id,
        known.first_event_ts as known_event_ts,
        known.first_purchase_ts as known_purchase_ts,
        visitors.first_event_ts as event_ts_of_run,
        visitors.first_purchase_ts as purchase_ts_of_run,
        coalesce(known.first_event_date between @from and @to, false) as event_in_doubt,
        coalesce(known.first_purchase_date between @from and @to, false) as purchase_in_doubt
    from visitors
    -- One look-up a visitor: reading the whole dimension would cost more with every day of history.
    left join lateral (
        select
            dim.first_event_ts,
            dim.first_event_date,
            dim.first_purchase_ts,
            dim.first_purchase_date
        from dim_rr_visitor as dim
        where dim.visitor_id = visitors.visitor_id
        limit 1
    ) as known on true
),

-- A known first was the earliest of all dates, so what replaces it on the run's dates still is.
-- Only where nothing replaces it is the visitor's whole history read, through its index.
firsts as (
    select
        visitor_id,
        known_event_ts,
        known_purchase_ts,
        case
            when not event_in_doubt then least(known_event_ts, event_ts_of_run)
            when event_ts_of_run is not null then event_ts_of_run
            else (
                select min(history.event_ts)
                from fact_rr_events as history
                where history.visitor_id = candidates.visitor_id
            )
        end as first_event_ts,
        case
            when not purchase_in_doubt then least(known_purchase_ts, purchase_ts_of_run)
            when purchase_ts_of_run is not null then purchase_ts_of_run
            else (
                select min(history.event_ts)
                from fact_rr_events as history
                where
                    history.visitor_id = candidates.visitor_id
                    and history.event_type = 'transaction'
                    and history.transaction_id is not null
            )
        end as first_purchase_ts
    from candidates
)

select
    visitor_id,
    first_event_ts,
    (first_event_ts at time zone @time_zone)::date as first_event_date,
    first_purchase_ts,
    (first_purchase_ts at time zone @time_zone)::date as first_purchase_date
from firsts
where
    first_event_ts is distinct from known_event_ts
    or first_purchase_ts is distinct from known_purchase_ts
