with undated_lines as (
    select
        events.file_id,
        events.line_no,
        case
            when events.timestamp_ms is null then 'no timestamp'
            else 'timestamp of zero or less: ' || events.timestamp_ms
        end as problem
    from raw_rr_events as events
    where
        events.file_id = any(@file_ids)
        and (events.timestamp_ms is null or events.timestamp_ms <= 0)

    union all

    select
        rejected.file_id,
        rejected.line_no,
        rejected.reason as problem
    from ops.quarantine as rejected
    where
        rejected.pipeline = 'retailrocket'
        and rejected.source = 'events'
        and rejected.business_date is null
        and rejected.file_id = any(@file_ids)
),

days as (
    select
        @from + day_no as check_date,
        extract(
            epoch from (@from + day_no)::timestamp at time zone @time_zone
        )::bigint * 1000 as start_ms,
        extract(
            epoch from (@from + day_no + 1)::timestamp at time zone @time_zone
        )::bigint * 1000 as end_ms
    from generate_series(0, @to - @from) as day_no
),

files_with_undated_lines as (
    select distinct file_id
    from undated_lines
),

-- An undated line may belong to any date that its file speaks of.
days_of_files as (
    select
        days.check_date,
        files_with_undated_lines.file_id
    from days
    cross join files_with_undated_lines
    where exists (
        select 1
        from raw_rr_events as events
        where
            events.file_id = any(@file_ids)
            and events.file_id = files_with_undated_lines.file_id
            and events.timestamp_ms >= days.start_ms
            and events.timestamp_ms < days.end_ms
    )
),

-- Categories and item properties concern every date: one row a file tells of all its lines.
rejects_of_every_date as (
    select
        rejected.source,
        files.name as file_name,
        min(rejected.line_no) as first_line_no,
        count(*) as lines
    from ops.quarantine as rejected
    inner join ops.source_files as files on rejected.file_id = files.id
    where
        rejected.pipeline = 'retailrocket'
        and rejected.source in ('category_tree', 'item_properties')
        and rejected.business_date is null
        and files.replaced_at is null
    group by rejected.source, files.name
)

select
    days_of_files.check_date,
    files.name as file_name,
    undated_lines.line_no,
    undated_lines.problem
from days_of_files
inner join undated_lines on days_of_files.file_id = undated_lines.file_id
inner join ops.source_files as files on undated_lines.file_id = files.id

union all

select
    days.check_date,
    rejects_of_every_date.file_name,
    rejects_of_every_date.first_line_no as line_no,
    rejects_of_every_date.lines || ' rejected lines of ' || rejects_of_every_date.source
    || ', the first of them here' as problem
from rejects_of_every_date
cross join days
