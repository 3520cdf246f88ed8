namespace RetailRocket.Web.Features.Targets;

/// <summary>
/// Why one visitor is or is not in a segment: the conditions of sql/retailrocket/30_kpi/mart_rr_crm_targets_daily.sql for
/// one visitor and date, from the facts as they stand. Thresholds are the pipeline's settings.
/// </summary>
internal static class VisitorSql
{
    public const string Conditions = """
        with visitor_events as (
            select
                event_date = @date as is_on_date,
                event_date > @date - 7 as is_in_window,
                event_type,
                event_type = 'transaction' and transaction_id is not null as is_purchase,
                event_ts,
                item_id,
                transaction_id,
                file_id,
                line_no,
                row_number() over (order by event_ts, item_id, event_type, file_id, line_no) as place
            from retailrocket.fact_rr_events
            where visitor_id = @visitor and event_date <= @date
        ),
        ordered as (
            select
                *,
                is_purchase and row_number() over (partition by is_purchase, transaction_id order by place) = 1
                    as is_new_order
            from visitor_events
        ),
        numbered as (
            select
                *,
                count(*) filter (where is_in_window and event_type = 'view') over (order by place) as views_so_far,
                count(*) filter (where is_new_order) over (order by place) as orders_so_far
            from ordered
        ),
        counted as (
            select
                count(*) filter (where is_on_date and event_type = 'addtocart') as carts_on_date,
                count(distinct transaction_id) filter (where is_on_date and is_purchase) as orders_on_date,
                count(*) filter (where is_in_window and event_type = 'view') as views_7d,
                count(*) filter (where is_in_window and event_type = 'addtocart') as carts_7d,
                count(distinct transaction_id) filter (where is_in_window and is_purchase) as orders_7d,
                count(distinct transaction_id) filter (where is_purchase) as orders_to_date
            from numbered
        ),
        conditions as (
            select condition.*
            from counted
            cross join lateral (
                values
                ('cart_abandoner_today', 1, 'carts_on_date', counted.carts_on_date, true, 1::bigint),
                ('cart_abandoner_today', 2, 'orders_on_date', counted.orders_on_date, false, 0),
                ('high_intent_viewer_7d_no_cart', 3, 'views_7d', counted.views_7d, true, @high_intent_min_views),
                ('high_intent_viewer_7d_no_cart', 4, 'carts_7d', counted.carts_7d, false, 0),
                ('high_intent_viewer_7d_no_cart', 5, 'orders_7d', counted.orders_7d, false, 0),
                ('repeat_buyer', 6, 'orders_to_date', counted.orders_to_date, true, @repeat_buyer_min_orders)
            ) as condition (segment_name, number, name, observed, is_least, threshold)
        ),
        -- The event that tips a condition: the one that reached a least number, or the one that broke a none.
        candidates as (
            select 'carts_on_date' as name, -place as preference, numbered.*
            from numbered
            where is_on_date and event_type = 'addtocart'
            union all
            select 'orders_on_date', place, numbered.* from numbered where is_on_date and is_purchase
            union all
            select 'views_7d', place, numbered.*
            from numbered
            where is_in_window and event_type = 'view' and views_so_far >= @high_intent_min_views
            union all
            select 'carts_7d', -place, numbered.* from numbered where is_in_window and event_type = 'addtocart'
            union all
            select 'orders_7d', -place, numbered.* from numbered where is_in_window and is_purchase
            union all
            select 'orders_to_date', place, numbered.*
            from numbered
            where is_new_order and orders_so_far >= @repeat_buyer_min_orders
        ),
        deciding as (
            select distinct on (name) name, event_ts, event_type, item_id, transaction_id, file_id, line_no
            from candidates
            order by name, preference
        )
        select
            conditions.segment_name,
            conditions.name,
            conditions.observed,
            conditions.is_least,
            conditions.threshold,
            case
                when conditions.is_least then conditions.observed >= conditions.threshold
                else conditions.observed = conditions.threshold
            end,
            deciding.event_ts,
            deciding.event_type,
            deciding.item_id,
            deciding.transaction_id,
            files.name,
            deciding.line_no
        from conditions
        left join deciding on deciding.name = conditions.name
        left join ops.source_files as files on files.id = deciding.file_id
        order by conditions.number
        """;

    public const string Events = """
        select
            events.event_ts,
            events.event_type,
            events.item_id,
            events.transaction_id,
            events.session_id,
            files.name,
            events.line_no
        from retailrocket.fact_rr_events as events
        left join ops.source_files as files on files.id = events.file_id
        where events.visitor_id = @visitor and events.event_date <= @date
        order by events.event_ts desc, events.item_id desc, events.event_type desc, events.line_no desc
        limit @rows
        """;

    // One look-up by key a date, however long the lists are.
    public const string Listed = """
        select listed.kpi_date, listed.segment_name, listed.rank_in_segment, listed.evidence
        from ops.publications as days
        cross join lateral (
            select kpi_date, segment_name, rank_in_segment, evidence
            from published.mart_rr_crm_targets_daily as targets
            where targets.kpi_date = days.date and targets.visitor_id = @visitor
        ) as listed
        where days.pipeline = @pipeline and days.date between @from and @to
        order by listed.kpi_date, listed.segment_name
        """;

    /// <summary>The last run that judged the date: the facts are as it left them.</summary>
    public const string FactsRun = """
        select run_dates.run_id
        from ops.run_dates
        join ops.runs on runs.id = run_dates.run_id
        where runs.pipeline = @pipeline and run_dates.date = @date
        order by run_dates.run_id desc
        limit 1
        """;
}
