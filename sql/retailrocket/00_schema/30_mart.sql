-- Dimensions, facts, and the intermediate tables that keep one date's figures cheap.

create table if not exists dim_rr_category (
    category_id int primary key,
    parent_id int,
    depth int not null,
    root_category_id int not null,
    path text not null
);

comment on table dim_rr_category is
'Grain: one category that hangs, through its parents, from a root.';
comment on column dim_rr_category.category_id is 'Category.';
comment on column dim_rr_category.parent_id is
'Category above it as the source says; a root has none, or one that is not in the tree.';
comment on column dim_rr_category.depth is 'Steps below the root: 0 for a root.';
comment on column dim_rr_category.root_category_id is
'Root that the category hangs from; its own id for a root.';
comment on column dim_rr_category.path is
'Category ids from the root down to the category, joined with >.';

create table if not exists dim_rr_item (
    item_id int not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    category_id int,
    available smallint,
    primary key (item_id, valid_from)
);

comment on table dim_rr_item is
'Grain: one span of time in which an item''s category and availability stayed the same. As of the '
'end of a date T holds the row with valid_from < end of T <= valid_to.';
comment on column dim_rr_item.item_id is 'Item.';
comment on column dim_rr_item.valid_from is
'Instant at which the span starts; -infinity for the first.';
comment on column dim_rr_item.valid_to is
'Instant at which the next span starts; infinity for the last.';
comment on column dim_rr_item.category_id is
'Category of the item in this span; empty when unknown.';
comment on column dim_rr_item.available is '1 on sale, 0 not on sale, empty when unknown.';

create table if not exists dim_rr_visitor (
    visitor_id int primary key,
    first_event_ts timestamptz not null,
    first_event_date date not null,
    first_purchase_ts timestamptz,
    first_purchase_date date
);

create index if not exists dim_rr_visitor_first_event_date on dim_rr_visitor (first_event_date);
create index if not exists dim_rr_visitor_first_purchase_date
on dim_rr_visitor (first_purchase_date)
where first_purchase_date is not null;

comment on table dim_rr_visitor is
'Grain: one visitor with at least one event on the dates loaded so far. Not as of a date: figures '
'do not read it.';
comment on column dim_rr_visitor.visitor_id is 'Visitor, as numbered by the shop.';
comment on column dim_rr_visitor.first_event_ts is 'Instant of the visitor''s earliest event.';
comment on column dim_rr_visitor.first_event_date is 'Business date of that event.';
comment on column dim_rr_visitor.first_purchase_ts is
'Instant of the visitor''s earliest purchase; empty without one.';
comment on column dim_rr_visitor.first_purchase_date is
'Business date of that purchase; empty without one.';

create table if not exists fact_rr_events (
    event_date date not null,
    event_ts timestamptz not null,
    visitor_id int,
    item_id int,
    event_type text,
    transaction_id bigint,
    session_id text,
    event_no int not null,
    file_id int not null,
    line_no int not null
) partition by range (event_date);

create index if not exists fact_rr_events_event_date on fact_rr_events (event_date);
create index if not exists fact_rr_events_visitor on fact_rr_events (visitor_id, event_ts);
create index if not exists fact_rr_events_purchases on fact_rr_events (event_date)
where event_type = 'transaction';
create index if not exists fact_rr_events_visitor_purchases
on fact_rr_events (visitor_id, event_date)
where event_type = 'transaction';

comment on table fact_rr_events is 'Grain: one event, with the session that it belongs to.';
comment on column fact_rr_events.event_date is
'Business date of the event in the pipeline''s time zone.';
comment on column fact_rr_events.event_ts is 'Instant of the event, to the millisecond.';
comment on column fact_rr_events.visitor_id is 'Visitor, as numbered by the shop.';
comment on column fact_rr_events.item_id is 'Item that was looked at, put in the cart or bought.';
comment on column fact_rr_events.event_type is 'view, addtocart or transaction.';
comment on column fact_rr_events.transaction_id is 'Order of a transaction event; empty otherwise.';
comment on column fact_rr_events.session_id is
'Visitor and start of the session in milliseconds since 1970-01-01 UTC, joined with -: the same '
'whatever else is loaded. A session starts at a visitor''s first event of a date and after a pause '
'longer than the setting session_gap_minutes.';
comment on column fact_rr_events.event_no is
'Place of the event in its session, from 1, ordered by instant, item, event type and source line.';
comment on column fact_rr_events.file_id is 'File that the event came from, ops.source_files.id.';
comment on column fact_rr_events.line_no is 'Line of that file.';

create table if not exists fact_rr_sessions (
    session_date date not null,
    session_id text not null,
    visitor_id int not null,
    session_start_ts timestamptz not null,
    session_end_ts timestamptz not null,
    start_hour smallint not null,
    landing_event_type text,
    landing_item_id int,
    events_cnt int not null,
    views_cnt int not null,
    carts_cnt int not null,
    purchases_cnt int not null,
    has_view smallint not null,
    has_cart smallint not null,
    has_purchase smallint not null,
    last_cart_ts timestamptz
) partition by range (session_date);

create index if not exists fact_rr_sessions_session_date on fact_rr_sessions (session_date);

comment on table fact_rr_sessions is
'Grain: one session, a run of one visitor''s events on one date without a pause longer than the '
'setting session_gap_minutes.';
comment on column fact_rr_sessions.session_date is
'Business date of the session; a session never spans two dates.';
comment on column fact_rr_sessions.session_id is
'Visitor and start of the session in milliseconds since 1970-01-01 UTC, joined with -.';
comment on column fact_rr_sessions.visitor_id is 'Visitor, as numbered by the shop.';
comment on column fact_rr_sessions.session_start_ts is 'Instant of the session''s first event.';
comment on column fact_rr_sessions.session_end_ts is 'Instant of the session''s last event.';
comment on column fact_rr_sessions.start_hour is
'Hour of the day, 0 to 23, of the first event in the pipeline''s time zone.';
comment on column fact_rr_sessions.landing_event_type is 'Type of the first event.';
comment on column fact_rr_sessions.landing_item_id is 'Item of the first event.';
comment on column fact_rr_sessions.events_cnt is 'Events of any type.';
comment on column fact_rr_sessions.views_cnt is 'View events.';
comment on column fact_rr_sessions.carts_cnt is 'Addtocart events.';
comment on column fact_rr_sessions.purchases_cnt is 'Distinct orders bought in the session.';
comment on column fact_rr_sessions.has_view is '1 when the session has a view event, else 0.';
comment on column fact_rr_sessions.has_cart is '1 when the session has an addtocart event, else 0.';
comment on column fact_rr_sessions.has_purchase is '1 when the session has an order, else 0.';
comment on column fact_rr_sessions.last_cart_ts is
'Instant of the session''s last addtocart event; empty without one.';

create table if not exists int_rr_category_days (
    event_date date not null,
    category_id int not null,
    views int not null,
    addtocarts int not null,
    purchase_events int not null,
    primary key (event_date, category_id)
);

comment on table int_rr_category_days is
'Grain: one category on one date, with the events of the items that were in that very category at '
'the end of the date.';
comment on column int_rr_category_days.event_date is 'Business date of the events.';
comment on column int_rr_category_days.category_id is
'Category of the item as of the end of the date; -1 for an item without one, or with one that is '
'not in the tree.';
comment on column int_rr_category_days.views is 'View events.';
comment on column int_rr_category_days.addtocarts is 'Addtocart events.';
comment on column int_rr_category_days.purchase_events is
'Transaction events, one for each item bought.';

create table if not exists int_rr_buyer_days (
    purchase_date date not null,
    visitor_id int not null,
    orders int not null,
    orders_to_date int not null,
    last_purchase_ts timestamptz not null,
    first_purchase_date date not null,
    cohort_week date not null,
    purchase_week date not null,
    is_first_of_week boolean not null,
    primary key (purchase_date, visitor_id)
);

comment on table int_rr_buyer_days is
'Grain: one visitor on one date on which the visitor bought, as known at the end of that date. A '
'purchase is a transaction event with an order.';
comment on column int_rr_buyer_days.purchase_date is 'Business date of the purchases.';
comment on column int_rr_buyer_days.visitor_id is 'Visitor, as numbered by the shop.';
comment on column int_rr_buyer_days.orders is 'Distinct orders on the date.';
comment on column int_rr_buyer_days.orders_to_date is
'Distinct orders of the visitor on all dates up to this one.';
comment on column int_rr_buyer_days.last_purchase_ts is 'Instant of the last purchase on the date.';
comment on column int_rr_buyer_days.first_purchase_date is
'Business date of the visitor''s first purchase.';
comment on column int_rr_buyer_days.cohort_week is 'Monday of the week of the first purchase.';
comment on column int_rr_buyer_days.purchase_week is 'Monday of the week of this date.';
comment on column int_rr_buyer_days.is_first_of_week is
'True when the visitor bought on no earlier date of the same week: counting these counts a visitor '
'once a week.';
