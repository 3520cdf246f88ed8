-- Landed source files. One partition a file: replacing a file replaces a partition.

create table if not exists raw_rr_events (
    file_id int not null,
    line_no int not null,
    timestamp_ms bigint,
    visitor_id int,
    event_type text,
    item_id int,
    transaction_id bigint
) partition by list (file_id);

-- A daily run reads its own day out of a file that may hold the whole history. Checks count and compare instants in the
-- index alone, as landed rows are frozen.
drop index if exists raw_rr_events_timestamp_ms;
create index if not exists raw_rr_events_instant on raw_rr_events (timestamp_ms) include (file_id);

comment on table raw_rr_events is
'Grain: one line of an events file, as it was read. Nothing is corrected or removed.';
comment on column raw_rr_events.file_id is 'The landed file, ops.source_files.id.';
comment on column raw_rr_events.line_no is
'Line in the file where the record starts, the header being line 1.';
comment on column raw_rr_events.timestamp_ms is
'Instant of the event in milliseconds since 1970-01-01 UTC; a line without one, or with one of '
'zero or less, has no date.';
comment on column raw_rr_events.visitor_id is 'Visitor, as numbered by the shop.';
comment on column raw_rr_events.event_type is
'view, addtocart or transaction, as spelled in the file.';
comment on column raw_rr_events.item_id is 'Item that was looked at, put in the cart or bought.';
comment on column raw_rr_events.transaction_id is
'Order of a transaction event; empty for every other event type.';

create table if not exists raw_rr_category_tree (
    file_id int not null,
    line_no int not null,
    category_id int,
    parent_id int
) partition by list (file_id);

comment on table raw_rr_category_tree is 'Grain: one line of a category tree file, as it was read.';
comment on column raw_rr_category_tree.file_id is 'The landed file, ops.source_files.id.';
comment on column raw_rr_category_tree.line_no is
'Line in the file where the record starts, the header being line 1.';
comment on column raw_rr_category_tree.category_id is 'Category.';
comment on column raw_rr_category_tree.parent_id is 'Category above it; empty for a root.';

-- No index: two of some thousand properties are read, but they lie on every page of the table,
-- so one sequential pass is the fastest way to them, and a load has no index to build.
create table if not exists raw_rr_item_properties (
    file_id int not null,
    line_no int not null,
    timestamp_ms bigint,
    item_id int,
    property text,
    value text
) partition by list (file_id);

comment on table raw_rr_item_properties is
'Grain: one line of an item properties file, as it was read: an item''s property took a value at '
'an instant.';
comment on column raw_rr_item_properties.file_id is 'The landed file, ops.source_files.id.';
comment on column raw_rr_item_properties.line_no is
'Line in the file where the record starts, the header being line 1.';
comment on column raw_rr_item_properties.timestamp_ms is
'Instant from which the value holds, in milliseconds since 1970-01-01 UTC.';
comment on column raw_rr_item_properties.item_id is 'Item that has the property.';
comment on column raw_rr_item_properties.property is
'Name of the property: categoryid, available, or a number that stands for an undisclosed name.';
comment on column raw_rr_item_properties.value is
'Value as text: a category for categoryid, 0 or 1 for available, tokens for all others.';
