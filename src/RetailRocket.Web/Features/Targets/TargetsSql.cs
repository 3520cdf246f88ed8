namespace RetailRocket.Web.Features.Targets;

/// <summary>What the target page reads, all of it from <c>published</c> and the publication pointers.</summary>
internal static class TargetsSql
{
    public const string Before = """
        select max(date)
        from ops.publications
        where pipeline = @pipeline and date < @date
        """;

    public const string Segments = """
        with today as (
            select segment_name, visitor_id, segment_size
            from published.mart_rr_crm_targets_daily
            where kpi_date = @date
        ),
        before as (
            select segment_name, visitor_id, segment_size
            from published.mart_rr_crm_targets_daily
            where kpi_date = @before
        ),
        compared as (
            select
                segment_name,
                max(today.segment_size) as size,
                count(today.visitor_id) as listed,
                max(before.segment_size) as size_before,
                count(*) filter (where before.visitor_id is null) as joined,
                count(*) filter (where today.visitor_id is not null and before.visitor_id is not null) as stayed,
                count(*) filter (where today.visitor_id is null) as gone
            from today
            full join before using (segment_name, visitor_id)
            group by segment_name
        )
        select
            segment.name,
            coalesce(compared.size, 0)::bigint,
            coalesce(compared.listed, 0),
            case when @has_before then coalesce(compared.size_before, 0)::bigint end,
            case when @has_before then coalesce(compared.joined, 0) end,
            case when @has_before then coalesce(compared.stayed, 0) end,
            case when @has_before then coalesce(compared.gone, 0) end
        from unnest(@segments) with ordinality as segment (name, place)
        left join compared on compared.segment_name = segment.name
        order by segment.place
        """;

    // A row of each date and segment is enough to know its size: a long list is not read for it.
    public const string Sizes = """
        select days.date, segment.name, coalesce(list.segment_size, 0)::bigint
        from ops.publications as days
        cross join unnest(@segments) with ordinality as segment (name, place)
        left join lateral (
            select segment_size
            from published.mart_rr_crm_targets_daily as targets
            where targets.kpi_date = days.date and targets.segment_name = segment.name
            limit 1
        ) as list on true
        where days.pipeline = @pipeline and days.date between @from and @to
        order by segment.place, days.date
        """;

    // The columns' names are those of the file.
    public const string Days = """
        with days as (
            select date, lag(date) over (order by date) as before
            from ops.publications
            where pipeline = @pipeline and date <= @to and date >= (
                select coalesce(max(date) filter (where date < @from), @from)
                from ops.publications
                where pipeline = @pipeline
            )
        ),
        members as (
            select
                days.date,
                targets.visitor_id,
                targets.segment_size,
                lag(targets.kpi_date) over (partition by targets.visitor_id order by targets.kpi_date)
                    is distinct from days.before as is_new
            from days
            join published.mart_rr_crm_targets_daily as targets
                on targets.kpi_date = days.date and targets.segment_name = @segment
        ),
        counted as (
            select
                date,
                max(segment_size) as size,
                count(*) as listed,
                count(*) filter (where is_new) as joined
            from members
            group by date
        ),
        followed as (
            select
                days.date,
                days.before,
                coalesce(counted.size, 0)::bigint as size,
                coalesce(counted.listed, 0) as listed,
                coalesce(counted.joined, 0) as joined,
                lag(coalesce(counted.listed, 0)) over (order by days.date) as listed_before
            from days
            left join counted on counted.date = days.date
        )
        select
            date,
            before,
            size as segment_size,
            listed,
            case when before is not null then joined end as joined,
            case when before is not null then listed - joined end as stayed,
            listed_before - (listed - joined) as gone
        from followed
        where date between @from and @to
        order by date desc
        """;

    public const string Overlaps = """
        with lists as (
            select segment_name, visitor_id
            from published.mart_rr_crm_targets_daily
            where kpi_date = @date
        )
        select one.segment_name, other.segment_name, count(*)
        from lists as one
        join lists as other on other.visitor_id = one.visitor_id
        group by one.segment_name, other.segment_name
        """;

    public const string Preview = """
        select rank_in_segment, visitor_id, evidence_count, evidence_ts, evidence
        from published.mart_rr_crm_targets_daily
        where kpi_date = @date and segment_name = @segment and rank_in_segment <= @rows
        order by rank_in_segment
        """;
}
