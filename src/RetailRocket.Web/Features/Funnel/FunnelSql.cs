namespace RetailRocket.Web.Features.Funnel;

/// <summary>The statements of <see cref="FunnelQueries"/>. All of them read published rows only.</summary>
internal static class FunnelSql
{
    /// <summary>
    /// Every published date of two ranges, and after the dates of a range their sum (date NULL), all of one moment. A date's
    /// ratios are the published ones; a sum's are made of the summed counts in the same way.
    /// </summary>
    public const string Periods = """
        with period_days as (
            select false as is_before, figures.*
            from published.mart_rr_funnel_daily as figures
            where figures.kpi_date between @from and @to
            union all
            select true as is_before, figures.*
            from published.mart_rr_funnel_daily as figures
            where figures.kpi_date between @before_from::date and @before_to::date
        )

        select
            period_days.is_before,
            period_days.kpi_date,
            min(pointer.run_id) as run_id,
            min(pointer.verdict) as verdict,
            min(pointer.definition_version) as definition_version,
            sum(visitors)::bigint as visitors,
            sum(sessions)::bigint as sessions,
            sum(views)::bigint as views,
            sum(addtocarts)::bigint as addtocarts,
            sum(purchases)::bigint as purchases,
            sum(sessions_with_view)::bigint as sessions_with_view,
            sum(sessions_with_cart)::bigint as sessions_with_cart,
            sum(sessions_with_purchase)::bigint as sessions_with_purchase,
            sum(sessions_with_view_and_cart)::bigint as sessions_with_view_and_cart,
            sum(sessions_with_cart_and_purchase)::bigint as sessions_with_cart_and_purchase,
            sum(sessions_with_view_cart_and_purchase)::bigint as sessions_with_view_cart_and_purchase,
            sum(cart_sessions_without_view)::bigint as cart_sessions_without_view,
            sum(purchase_sessions_without_cart)::bigint as purchase_sessions_without_cart,
            sum(transaction_events_without_id)::bigint as transaction_events_without_id,
            case
                when grouping(period_days.kpi_date) = 0 then min(cvr_session_to_purchase)
                else round(sum(sessions_with_purchase)::numeric / nullif(sum(sessions), 0), 4)
            end as cvr_session_to_purchase,
            case
                when grouping(period_days.kpi_date) = 0 then min(cvr_view_to_cart)
                else round(sum(sessions_with_cart)::numeric / nullif(sum(sessions_with_view), 0), 4)
            end as cvr_view_to_cart,
            case
                when grouping(period_days.kpi_date) = 0 then min(cvr_cart_to_purchase)
                else round(sum(sessions_with_purchase)::numeric / nullif(sum(sessions_with_cart), 0), 4)
            end as cvr_cart_to_purchase,
            case
                when grouping(period_days.kpi_date) = 0 then min(cvr_view_to_cart_closed)
                else round(sum(sessions_with_view_and_cart)::numeric / nullif(sum(sessions_with_view), 0), 4)
            end as cvr_view_to_cart_closed,
            case
                when grouping(period_days.kpi_date) = 0 then min(cvr_cart_to_purchase_closed)
                else round(sum(sessions_with_cart_and_purchase)::numeric / nullif(sum(sessions_with_cart), 0), 4)
            end as cvr_cart_to_purchase_closed
        from period_days
        join ops.publications as pointer
            on pointer.pipeline = @pipeline and pointer.date = period_days.kpi_date
        group by grouping sets ((period_days.is_before, period_days.kpi_date), (period_days.is_before))
        order by period_days.is_before, period_days.kpi_date nulls last
        """;

    /// <summary>
    /// One level of the tree over two ranges, most viewed first, and last its total (category NULL). What a category moved is
    /// explained at <see cref="CategoryMoves"/>.
    /// </summary>
    public const string Categories = """
        with period_rows as (
            select false as is_before, rows.*
            from published.mart_rr_funnel_category_tree_daily as rows
            where rows.kpi_date between @from and @to
            union all
            select true as is_before, rows.*
            from published.mart_rr_funnel_category_tree_daily as rows
            where rows.kpi_date between @before_from::date and @before_to::date
        ),

        level_rows as (
            select
                is_before,
                category_id,
                false as is_own,
                views + addtocarts + purchase_events
                    > own_views + own_addtocarts + own_purchase_events as has_below,
                views,
                addtocarts,
                purchase_events
            from period_rows
            where parent_id = @category::int or (@category::int is null and depth = 0)
            union all
            select
                is_before,
                category_id,
                true as is_own,
                false as has_below,
                own_views as views,
                own_addtocarts as addtocarts,
                own_purchase_events as purchase_events
            from period_rows
            where category_id = @category::int and own_views + own_addtocarts + own_purchase_events > 0
        ),

        lines as (
            select
                category_id,
                is_own,
                bool_or(has_below) as has_below,
                coalesce(sum(views) filter (where not is_before), 0) as views,
                coalesce(sum(addtocarts) filter (where not is_before), 0) as addtocarts,
                coalesce(sum(purchase_events) filter (where not is_before), 0) as purchase_events,
                coalesce(sum(views) filter (where is_before), 0) as views_before,
                coalesce(sum(addtocarts) filter (where is_before), 0) as addtocarts_before,
                coalesce(sum(purchase_events) filter (where is_before), 0) as purchase_events_before
            from level_rows
            group by category_id, is_own
        ),

        level as (
            select
                sum(views) as views,
                sum(addtocarts) as addtocarts,
                sum(purchase_events) as purchase_events,
                sum(views_before) as views_before,
                sum(addtocarts_before) as addtocarts_before,
                sum(purchase_events_before) as purchase_events_before,
                sum(addtocarts_before) / nullif(sum(views_before), 0) as view_to_cart_before,
                sum(purchase_events_before) / nullif(sum(addtocarts_before), 0) as cart_to_purchase_before,
                sum(purchase_events_before) / nullif(sum(views_before), 0) as view_to_purchase_before
            from lines
        ),

        lines_and_total as (
            select * from lines
            union all
            select
                null, false, false,
                views, addtocarts, purchase_events,
                views_before, addtocarts_before, purchase_events_before
            from level
            where views is not null
        )

        select
            lines.category_id,
            lines.is_own,
            lines.has_below,
            lines.views::bigint as views,
            lines.addtocarts::bigint as addtocarts,
            lines.purchase_events::bigint as purchase_events,
            round(lines.addtocarts / nullif(lines.views, 0), 4) as view_to_cart,
            round(lines.purchase_events / nullif(lines.addtocarts, 0), 4) as cart_to_purchase,
            round(lines.purchase_events / nullif(lines.views, 0), 4) as view_to_purchase,
            lines.views_before::bigint as views_before,
            lines.addtocarts_before::bigint as addtocarts_before,
            lines.purchase_events_before::bigint as purchase_events_before,
            round(lines.addtocarts_before / nullif(lines.views_before, 0), 4) as view_to_cart_before,
            round(lines.purchase_events_before / nullif(lines.addtocarts_before, 0), 4) as cart_to_purchase_before,
            round(lines.purchase_events_before / nullif(lines.views_before, 0), 4) as view_to_purchase_before,
            round(
                (lines.addtocarts - level.view_to_cart_before * lines.views) / nullif(level.views, 0)
                - (lines.addtocarts_before - level.view_to_cart_before * lines.views_before)
                / nullif(level.views_before, 0),
                6
            ) as view_to_cart_moved,
            round(
                (lines.purchase_events - level.cart_to_purchase_before * lines.addtocarts)
                / nullif(level.addtocarts, 0)
                - (lines.purchase_events_before - level.cart_to_purchase_before * lines.addtocarts_before)
                / nullif(level.addtocarts_before, 0),
                6
            ) as cart_to_purchase_moved,
            round(
                (lines.purchase_events - level.view_to_purchase_before * lines.views) / nullif(level.views, 0)
                - (lines.purchase_events_before - level.view_to_purchase_before * lines.views_before)
                / nullif(level.views_before, 0),
                6
            ) as view_to_purchase_moved
        from lines_and_total as lines
        cross join level
        order by lines.category_id is null, lines.views desc, lines.category_id, lines.is_own
        """;

    /// <summary>The way from the root down to a category, as of the last date of the ranges on which it has events.</summary>
    public const string Path = """
        with recursive last_seen as (
            select max(kpi_date) as kpi_date
            from published.mart_rr_funnel_category_tree_daily
            where
                category_id = @category::int
                and (kpi_date between @from and @to or kpi_date between @before_from::date and @before_to::date)
        ),

        tree as (
            select category_id, parent_id, depth
            from published.mart_rr_funnel_category_tree_daily
            where kpi_date = (select kpi_date from last_seen)
        ),

        steps as (
            select category_id, parent_id, depth
            from tree
            where category_id = @category::int
            union all
            select tree.category_id, tree.parent_id, tree.depth
            from steps
            join tree on tree.category_id = steps.parent_id
        )

        select category_id
        from steps
        order by depth
        """;

    /// <summary>The newest run that works on dates of the range now.</summary>
    public const string Running = """
        select max(id)
        from ops.runs
        where pipeline = @pipeline and status = 'Running' and from_date <= @to and to_date >= @from
        """;
}
