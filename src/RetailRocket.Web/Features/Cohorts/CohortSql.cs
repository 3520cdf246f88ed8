namespace RetailRocket.Web.Features.Cohorts;

/// <summary>The statements of <see cref="CohortQueries"/>.</summary>
internal static class CohortSql
{
    /// <summary>
    /// Every cell as of a date, and after the cells the weighted mean of each week (cohort NULL), all of one moment.
    /// </summary>
    public const string Triangle = """
        with cells as (
            select cohort_week, week_index, cohort_size, active_visitors, retention_rate, is_complete
            from published.mart_rr_cohort_weekly
            where kpi_date = @as_of
        ),

        means as (
            select
                week_index,
                count(*) as cohorts,
                sum(cohort_size) as cohort_size,
                sum(active_visitors) as active_visitors,
                round(sum(active_visitors)::numeric / sum(cohort_size), 4) as retention_rate
            from cells
            where is_complete
            group by week_index
        ),

        cells_and_means as (
            select cohort_week, week_index, 1 as cohorts, cohort_size, active_visitors, retention_rate, is_complete
            from cells
            union all
            select null, week_index, cohorts, cohort_size, active_visitors, retention_rate, true
            from means
        )

        select
            pointer.run_id,
            pointer.verdict,
            pointer.definition_version,
            rows.cohort_week,
            rows.week_index,
            rows.cohorts::int as cohorts,
            rows.cohort_size::bigint as cohort_size,
            rows.active_visitors::bigint as active_visitors,
            rows.retention_rate,
            rows.is_complete
        from ops.publications as pointer
        left join cells_and_means as rows on true
        where pointer.pipeline = @pipeline and pointer.date = @as_of
        order by rows.cohort_week nulls last, rows.week_index
        """;

    /// <summary>The published figure of one cell.</summary>
    public const string Cell = """
        select active_visitors::bigint
        from published.mart_rr_cohort_weekly
        where kpi_date = @as_of and cohort_week = @cohort and week_index = @week
        """;

    /// <summary>
    /// Who bought in one week of a cohort, by the rule of the mart; <c>{0}</c> is the pipeline's schema. The last column is
    /// the number of all such visitors, whatever the limit.
    /// </summary>
    public const string Visitors = """
        with week_buyers as (
            select
                visitor_id,
                min(first_purchase_date) as first_purchase_date,
                sum(orders)::bigint as orders,
                max(purchase_date) as last_purchase_date
            from {0}.int_rr_buyer_days
            where
                cohort_week = @cohort
                and purchase_week = @cohort::date + 7 * @week::int
                and purchase_date <= @as_of
            group by visitor_id
        ),

        histories as (
            select visitor_id, max(orders_to_date)::bigint as orders_to_date
            from {0}.int_rr_buyer_days
            where purchase_date <= @as_of and visitor_id in (select visitor_id from week_buyers)
            group by visitor_id
        )

        select
            week_buyers.visitor_id,
            week_buyers.first_purchase_date,
            week_buyers.orders,
            week_buyers.last_purchase_date,
            histories.orders_to_date,
            count(*) over () as visitors
        from week_buyers
        join histories on histories.visitor_id = week_buyers.visitor_id
        order by week_buyers.orders desc, week_buyers.visitor_id
        limit @limit
        """;

    /// <summary>The newest run that works on the date now.</summary>
    public const string Running = """
        select max(id)
        from ops.runs
        where pipeline = @pipeline and status = 'Running' and @as_of between from_date and to_date
        """;
}
