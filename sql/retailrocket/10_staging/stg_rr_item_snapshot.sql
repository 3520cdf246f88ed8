with files_in_order as (
    select
        id as file_id,
        row_number() over (order by name collate "C") as file_no
    from ops.source_files
    where pipeline = 'retailrocket' and source = 'item_properties' and replaced_at is null
),

property_lines as (
    select
        properties.item_id,
        properties.timestamp_ms,
        properties.property = 'categoryid' as is_category,
        btrim(properties.value) as value,
        (files_in_order.file_no << 32) + properties.line_no as place
    from raw_rr_item_properties as properties
    inner join files_in_order on properties.file_id = files_in_order.file_id
    where
        properties.property in ('categoryid', 'available')
        and properties.item_id is not null
        and properties.timestamp_ms > 0
),

-- Numbers only from here on (OFFSET keeps them from being computed later), as the sorts below carry what they are given.
-- A category is a number, availability 0 or 1; anything else is an unknown one (0), not an error. What is known is one more than
-- its value.
property_codes as (
    select
        item_id,
        timestamp_ms,
        is_category,
        case
            when not is_category and value in ('0', '1') then value::int + 1
            when is_category and length(value) between 1 and 9 and btrim(value, '0123456789') = '' then value::int + 1
            else 0
        end as code,
        place
    from property_lines
    offset 0
),

codes_with_previous as (
    select
        item_id,
        timestamp_ms,
        is_category,
        code,
        place,
        lag(code) over (partition by item_id, is_category order by timestamp_ms, place) as previous_code
    from property_codes
),

-- A line that says again what holds anyway changes nothing.
changed_codes as (
    select
        item_id,
        timestamp_ms,
        is_category,
        code,
        place
    from codes_with_previous
    where previous_code is distinct from code
),

numbered_codes as (
    select
        item_id,
        timestamp_ms,
        is_category,
        (row_number() over (partition by item_id order by timestamp_ms, place) << 32) + code as numbered_code
    from changed_codes
),

-- The newest code so far is the largest; lines of one instant are peers and see the last of them.
newest_codes as (
    select
        item_id,
        timestamp_ms,
        max(numbered_code) filter (where is_category) over history_so_far as category_code,
        max(numbered_code) filter (where not is_category) over history_so_far as available_code
    from numbered_codes
    window history_so_far as (partition by item_id order by timestamp_ms)
),

-- What holds before the first value is known is that first value: the smallest of those newest so far.
known_codes as (
    select
        item_id,
        timestamp_ms,
        coalesce(category_code, min(category_code) over whole_history) as category_code,
        coalesce(available_code, min(available_code) over whole_history) as available_code
    from newest_codes
    window whole_history as (partition by item_id)
),

states as (
    select
        item_id,
        timestamp_ms,
        nullif(category_code & 4294967295, 0) - 1 as category_id,
        nullif(available_code & 4294967295, 0) - 1 as available
    from known_codes
),

states_with_previous as (
    select
        item_id,
        timestamp_ms,
        category_id,
        available,
        row_number() over item_history as state_no,
        lag(category_id) over item_history as previous_category_id,
        lag(available) over item_history as previous_available
    from states
    window item_history as (partition by item_id order by timestamp_ms)
),

spans as (
    select
        item_id,
        timestamp_ms,
        state_no,
        category_id,
        available
    from states_with_previous
    where
        state_no = 1
        or category_id is distinct from previous_category_id
        or available is distinct from previous_available
)

select
    item_id,
    case
        when state_no = 1 then '-infinity'::timestamptz
        else to_timestamp(timestamp_ms::double precision / 1000)
    end as valid_from,
    coalesce(
        to_timestamp(
            (lead(timestamp_ms) over (partition by item_id order by timestamp_ms))::double precision / 1000
        ),
        'infinity'::timestamptz
    ) as valid_to,
    category_id::int as category_id,
    available::smallint as available
from spans
