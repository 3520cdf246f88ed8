with incomplete_rows as (
    select
        event_date as check_date,
        'stg_rr_events' as table_name,
        file_id,
        line_no,
        null::text as session_id,
        concat_ws(
            ', ',
            case when visitor_id is null then 'visitor_id' end,
            case when item_id is null then 'item_id' end,
            case when event_type is null then 'event_type' end
        ) as missing
    from stg_rr_events
    where
        event_date between @from and @to
        and (visitor_id is null or item_id is null or event_type is null)

    union all

    select
        event_date as check_date,
        'fact_rr_events' as table_name,
        file_id,
        line_no,
        session_id,
        concat_ws(
            ', ',
            case when visitor_id is null then 'visitor_id' end,
            case when session_id is null then 'session_id' end
        ) as missing
    from fact_rr_events
    where event_date between @from and @to and (visitor_id is null or session_id is null)

    union all

    select
        session_date as check_date,
        'fact_rr_sessions' as table_name,
        null::int as file_id,
        null::int as line_no,
        session_id,
        concat_ws(
            ', ',
            case when landing_event_type is null then 'landing_event_type' end,
            case when landing_item_id is null then 'landing_item_id' end
        ) as missing
    from fact_rr_sessions
    where
        session_date between @from and @to
        and (landing_event_type is null or landing_item_id is null)
)

select
    incomplete_rows.check_date,
    incomplete_rows.table_name,
    files.name as file_name,
    incomplete_rows.line_no,
    incomplete_rows.session_id,
    incomplete_rows.missing
from incomplete_rows
left join ops.source_files as files on incomplete_rows.file_id = files.id
