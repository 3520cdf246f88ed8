-- Raw lines with dates, names and types that the rest of the pipeline can rely on.

create table if not exists stg_rr_events (
    event_date date not null,
    event_ts timestamptz not null,
    visitor_id int,
    item_id int,
    event_type text,
    transaction_id bigint,
    file_id int not null,
    line_no int not null
) partition by range (event_date);

create index if not exists stg_rr_events_event_date on stg_rr_events (event_date);
-- Purchases of all history are found, and read, without the rows of its views.
drop index if exists stg_rr_events_purchases;
create index if not exists stg_rr_events_orders on stg_rr_events (event_date, visitor_id)
include (transaction_id, event_ts) where event_type = 'transaction';
-- Orders of all history by buyer, in the order in which checks group them.
create index if not exists stg_rr_events_buyers on stg_rr_events (visitor_id, transaction_id)
include (event_date, event_ts) where event_type = 'transaction';

comment on table stg_rr_events is
'Grain: one dated raw event. Nothing is filtered or de-duplicated, so its count equals that of the '
'raw lines of the date.';
comment on column stg_rr_events.event_date is
'Business date of the event in the pipeline''s time zone.';
comment on column stg_rr_events.event_ts is 'Instant of the event, to the millisecond.';
comment on column stg_rr_events.visitor_id is 'Visitor, as numbered by the shop.';
comment on column stg_rr_events.item_id is 'Item that was looked at, put in the cart or bought.';
comment on column stg_rr_events.event_type is
'view, addtocart or transaction: trimmed and in lower case.';
comment on column stg_rr_events.transaction_id is
'Order of a transaction event; empty otherwise. A purchase is a transaction event with an order.';
comment on column stg_rr_events.file_id is 'File that the event came from, ops.source_files.id.';
comment on column stg_rr_events.line_no is 'Line of that file.';

create table if not exists stg_rr_item_snapshot (
    item_id int not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    category_id int,
    available smallint,
    primary key (item_id, valid_from)
);

comment on table stg_rr_item_snapshot is
'Grain: one span of time in which an item''s category and availability stayed the same. As of the '
'end of a date T holds the row with valid_from < end of T <= valid_to.';
comment on column stg_rr_item_snapshot.item_id is 'Item.';
comment on column stg_rr_item_snapshot.valid_from is
'Instant at which the span starts; -infinity for the first, since an item without an older value '
'counts with its earliest known one.';
comment on column stg_rr_item_snapshot.valid_to is
'Instant at which the next span starts; infinity for the last.';
comment on column stg_rr_item_snapshot.category_id is
'Newest value of the property categoryid in this span; empty when the item never had one, or the '
'value is not a number.';
comment on column stg_rr_item_snapshot.available is
'Newest value of the property available in this span: 1 on sale, 0 not; empty when unknown.';

create table if not exists stg_rr_category_dim (
    category_id int primary key,
    parent_id int,
    depth int not null,
    root_category_id int not null,
    path text not null
);

comment on table stg_rr_category_dim is
'Grain: one category that hangs, through its parents, from a root. A category whose parents run in '
'a circle is left out and reported by check 014_category_tree.';
comment on column stg_rr_category_dim.category_id is 'Category.';
comment on column stg_rr_category_dim.parent_id is
'Category above it as the source says; a root has none, or one that is not in the tree.';
comment on column stg_rr_category_dim.depth is 'Steps below the root: 0 for a root.';
comment on column stg_rr_category_dim.root_category_id is
'Root that the category hangs from; its own id for a root.';
comment on column stg_rr_category_dim.path is
'Category ids from the root down to the category, joined with >.';
