-- Lines that are alike share their instant, and few others do: the whole of a line is compared only there.
with instants as (
    select timestamp_ms
    from raw_rr_events
    where
        file_id = any(@file_ids)
        and timestamp_ms >= extract(
            epoch from (@from - interval '3 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
        and timestamp_ms < extract(
            epoch from (@to + interval '27 hours') at time zone @time_zone at time zone 'UTC'
        )::bigint * 1000
    -- In the order of the index, which holds all that is read; grouping then needs no table of all instants.
    order by timestamp_ms
),

repeated_instants as (
    select timestamp_ms
    from instants
    group by timestamp_ms
    having count(*) > 1
),

numbered_lines as (
    select
        lines.timestamp_ms,
        lines.visitor_id,
        lines.event_type,
        lines.item_id,
        lines.transaction_id,
        files.name as file_name,
        lines.line_no,
        row_number() over same_event as copy_no,
        first_value(files.name) over same_event as first_file_name,
        first_value(lines.line_no) over same_event as first_line_no
    from raw_rr_events as lines
    inner join ops.source_files as files on lines.file_id = files.id
    where
        lines.file_id = any(@file_ids)
        -- As an array: few instants repeat, which the planner cannot know, and each is one look-up.
        and lines.timestamp_ms = any(array(select timestamp_ms from repeated_instants))
    window same_event as (
        partition by
            lines.timestamp_ms,
            lines.visitor_id,
            lines.event_type,
            lines.item_id,
            lines.transaction_id
        order by files.name collate "C", lines.line_no
    )
),

repeated_lines as (
    select
        (
            to_timestamp(timestamp_ms::double precision / 1000) at time zone @time_zone
        )::date as check_date,
        file_name,
        line_no,
        first_file_name,
        first_line_no,
        timestamp_ms,
        visitor_id,
        event_type,
        item_id,
        transaction_id
    from numbered_lines
    where copy_no > 1
)

select
    check_date,
    file_name,
    line_no,
    first_file_name,
    first_line_no,
    timestamp_ms,
    visitor_id,
    event_type,
    item_id,
    transaction_id
from repeated_lines
where check_date between @from and @to
