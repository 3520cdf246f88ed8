with files_in_order as (
    select
        id as file_id,
        row_number() over (order by name collate "C") as file_no
    from ops.source_files
    where pipeline = 'retailrocket' and source = 'item_properties' and replaced_at is null
),

-- Materialized, so that a value is read once and its text is not carried along.
property_values as materialized (
    select
        properties.item_id,
        properties.timestamp_ms,
        properties.property = 'categoryid' as is_category,
        -- A category is a number, availability 0 or 1; anything else is an unknown one, not an error.
        case
            when
                properties.property = 'categoryid'
                and btrim(properties.value) ~ '^[0-9]{1,9}$'
                then btrim(properties.value)::int
            when properties.property = 'available' and btrim(properties.value) in ('0', '1')
                then btrim(properties.value)::int
        end as value,
        files_in_order.file_no,
        properties.line_no
    from raw_rr_item_properties as properties
    inner join files_in_order on properties.file_id = files_in_order.file_id
    where
        properties.property in ('categoryid', 'available')
        and properties.item_id is not null
        and properties.timestamp_ms > 0
),

property_history as (
    select
        item_id,
        timestamp_ms,
        is_category,
        value,
        lead(timestamp_ms) over property_of_item as next_timestamp_ms,
        lag(timestamp_ms) over property_of_item as previous_timestamp_ms,
        lag(value) over property_of_item as previous_value
    from property_values
    window property_of_item as (
        partition by item_id, is_category order by timestamp_ms, file_no, line_no
    )
),

-- Of several lines for one property of one item at one instant, the last one holds. Most lines repeat the value
-- before them and need not be looked at further, unless that one did not hold.
changes as (
    select
        item_id,
        timestamp_ms,
        max(value) filter (where is_category) as category_id,
        max(value) filter (where not is_category) as available,
        max(is_category::int) as sets_category,
        max((not is_category)::int) as sets_available
    from property_history
    where
        next_timestamp_ms is distinct from timestamp_ms
        and (
            previous_timestamp_ms is null
            or previous_timestamp_ms = timestamp_ms
            or value is distinct from previous_value
        )
    group by item_id, timestamp_ms
),

numbered_changes as (
    select
        item_id,
        timestamp_ms,
        category_id,
        available,
        -- What holds before the first value is known is that first value.
        greatest(sum(sets_category) over item_history, 1) as category_no,
        greatest(sum(sets_available) over item_history, 1) as available_no
    from changes
    window item_history as (partition by item_id order by timestamp_ms)
),

known_states as (
    select
        item_id,
        timestamp_ms,
        max(category_id) over (partition by item_id, category_no) as category_id,
        max(available) over (partition by item_id, available_no) as available
    from numbered_changes
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
    from known_states
    window item_history as (partition by item_id order by timestamp_ms)
),

spans as (
    select
        item_id,
        case
            when state_no = 1 then '-infinity'::timestamptz
            else to_timestamp(timestamp_ms::double precision / 1000)
        end as valid_from,
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
    valid_from,
    lead(valid_from, 1, 'infinity'::timestamptz) over (
        partition by item_id order by valid_from
    ) as valid_to,
    category_id,
    available
from spans
