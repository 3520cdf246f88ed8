-- Figures. Every row belongs to one run; readers see the rows of the published run of each date.

create table if not exists mart_rr_funnel_daily (
    run_id bigint not null,
    kpi_date date not null,
    visitors int not null,
    sessions int not null,
    views int not null,
    addtocarts int not null,
    purchases int not null,
    sessions_with_view int not null,
    sessions_with_cart int not null,
    sessions_with_purchase int not null,
    cvr_session_to_purchase numeric(12, 4),
    cvr_view_to_cart numeric(12, 4),
    cvr_cart_to_purchase numeric(12, 4),
    sessions_with_view_and_cart int not null,
    sessions_with_cart_and_purchase int not null,
    purchase_sessions_without_cart int not null,
    cvr_view_to_cart_closed numeric(12, 4),
    cvr_cart_to_purchase_closed numeric(12, 4),
    sessions_with_view_cart_and_purchase int not null,
    cart_sessions_without_view int not null,
    single_event_sessions int not null,
    visitors_with_view int not null,
    visitors_with_cart int not null,
    visitors_with_purchase int not null,
    cvr_visitor_to_purchase numeric(12, 4),
    events int not null,
    transaction_events int not null,
    transaction_events_without_id int not null,
    primary key (run_id, kpi_date)
);

comment on table mart_rr_funnel_daily is
'Grain: one business date: the funnel from visit to purchase.';
comment on column mart_rr_funnel_daily.run_id is 'Run that computed the row.';
comment on column mart_rr_funnel_daily.kpi_date is 'Business date in the pipeline''s time zone.';
comment on column mart_rr_funnel_daily.visitors is 'Distinct visitors with any event.';
comment on column mart_rr_funnel_daily.sessions is 'Sessions.';
comment on column mart_rr_funnel_daily.views is 'View events.';
comment on column mart_rr_funnel_daily.addtocarts is 'Addtocart events.';
comment on column mart_rr_funnel_daily.purchases is 'Orders: distinct transaction ids.';
comment on column mart_rr_funnel_daily.sessions_with_view is 'Sessions with a view event.';
comment on column mart_rr_funnel_daily.sessions_with_cart is 'Sessions with an addtocart event.';
comment on column mart_rr_funnel_daily.sessions_with_purchase is 'Sessions with an order.';
comment on column mart_rr_funnel_daily.cvr_session_to_purchase is
'Share of sessions that bought: sessions_with_purchase / sessions, 4 decimals, empty without '
'sessions.';
comment on column mart_rr_funnel_daily.cvr_view_to_cart is
'Open ratio: sessions_with_cart / sessions_with_view, 4 decimals, empty on a zero denominator. The '
'cart session need not hold the view, so it can exceed 1.';
comment on column mart_rr_funnel_daily.cvr_cart_to_purchase is
'Open ratio: sessions_with_purchase / sessions_with_cart, 4 decimals, empty on a zero denominator. '
'The buying session need not hold the cart, so it can exceed 1.';
comment on column mart_rr_funnel_daily.sessions_with_view_and_cart is
'Sessions with both a view and an addtocart event, in any order.';
comment on column mart_rr_funnel_daily.sessions_with_cart_and_purchase is
'Sessions with both an addtocart event and an order, in any order.';
comment on column mart_rr_funnel_daily.purchase_sessions_without_cart is
'Sessions with an order and no addtocart event: the difference between the open and the closed '
'ratio from cart to purchase.';
comment on column mart_rr_funnel_daily.cvr_view_to_cart_closed is
'Closed ratio: sessions_with_view_and_cart / sessions_with_view, 4 decimals, empty on a zero '
'denominator, never above 1.';
comment on column mart_rr_funnel_daily.cvr_cart_to_purchase_closed is
'Closed ratio: sessions_with_cart_and_purchase / sessions_with_cart, 4 decimals, empty on a zero '
'denominator, never above 1.';
comment on column mart_rr_funnel_daily.sessions_with_view_cart_and_purchase is
'Sessions that hold all three steps, in any order: the last step of a nested funnel.';
comment on column mart_rr_funnel_daily.cart_sessions_without_view is
'Sessions with an addtocart event and no view: the difference between the open and the closed '
'ratio from view to cart.';
comment on column mart_rr_funnel_daily.single_event_sessions is
'Sessions of one event: the visitor came and did nothing more.';
comment on column mart_rr_funnel_daily.visitors_with_view is 'Distinct visitors with a view event.';
comment on column mart_rr_funnel_daily.visitors_with_cart is
'Distinct visitors with an addtocart event.';
comment on column mart_rr_funnel_daily.visitors_with_purchase is 'Distinct visitors with an order.';
comment on column mart_rr_funnel_daily.cvr_visitor_to_purchase is
'Share of visitors who bought: visitors_with_purchase / visitors, 4 decimals, empty without '
'visitors.';
comment on column mart_rr_funnel_daily.events is 'Events of any type.';
comment on column mart_rr_funnel_daily.transaction_events is
'Transaction events, one for each item bought, with or without an order.';
comment on column mart_rr_funnel_daily.transaction_events_without_id is
'Transaction events without a transaction id: purchases that are missing from every figure that '
'counts orders.';

create table if not exists mart_rr_funnel_category_daily (
    run_id bigint not null,
    kpi_date date not null,
    root_category_id int not null,
    views int not null,
    addtocarts int not null,
    purchase_events int not null,
    cvr_view_to_cart numeric(12, 4),
    cvr_cart_to_purchase numeric(12, 4),
    primary key (run_id, kpi_date, root_category_id)
);

comment on table mart_rr_funnel_category_daily is
'Grain: one root category on one business date, with the events of all items below it. The ratios '
'are of events, not of sessions, and differ from those of mart_rr_funnel_daily.';
comment on column mart_rr_funnel_category_daily.run_id is 'Run that computed the row.';
comment on column mart_rr_funnel_category_daily.kpi_date is
'Business date in the pipeline''s time zone.';
comment on column mart_rr_funnel_category_daily.root_category_id is
'Root of the item''s category as of the end of the date; 0 for items without a category, or with '
'one that is not in the tree.';
comment on column mart_rr_funnel_category_daily.views is 'View events.';
comment on column mart_rr_funnel_category_daily.addtocarts is 'Addtocart events.';
comment on column mart_rr_funnel_category_daily.purchase_events is
'Transaction events, one for each item bought; not orders.';
comment on column mart_rr_funnel_category_daily.cvr_view_to_cart is
'addtocarts / views, 4 decimals, empty without views.';
comment on column mart_rr_funnel_category_daily.cvr_cart_to_purchase is
'purchase_events / addtocarts, 4 decimals, empty without addtocarts.';

create table if not exists mart_rr_funnel_category_tree_daily (
    run_id bigint not null,
    kpi_date date not null,
    category_id int not null,
    parent_id int,
    depth int not null,
    root_category_id int not null,
    views int not null,
    addtocarts int not null,
    purchase_events int not null,
    cvr_view_to_cart numeric(12, 4),
    cvr_cart_to_purchase numeric(12, 4),
    own_views int not null,
    own_addtocarts int not null,
    own_purchase_events int not null,
    primary key (run_id, kpi_date, category_id)
);

comment on table mart_rr_funnel_category_tree_daily is
'Grain: one category on one business date, counting the events of all items in it and below it. '
'Categories without events on the date have no row. Rows of depth 0, added up by root_category_id, '
'equal mart_rr_funnel_category_daily; a category''s figures are its own plus those of the rows '
'whose parent it is.';
comment on column mart_rr_funnel_category_tree_daily.run_id is 'Run that computed the row.';
comment on column mart_rr_funnel_category_tree_daily.kpi_date is
'Business date in the pipeline''s time zone.';
comment on column mart_rr_funnel_category_tree_daily.category_id is
'Category; -1 stands for items without one, or with one that is not in the tree.';
comment on column mart_rr_funnel_category_tree_daily.parent_id is
'Category above it; empty for a root and for -1.';
comment on column mart_rr_funnel_category_tree_daily.depth is 'Steps below the root: 0 for a root.';
comment on column mart_rr_funnel_category_tree_daily.root_category_id is
'Root that the category hangs from; its own id for a root, 0 for -1.';
comment on column mart_rr_funnel_category_tree_daily.views is
'View events in the category and below.';
comment on column mart_rr_funnel_category_tree_daily.addtocarts is
'Addtocart events in the category and below.';
comment on column mart_rr_funnel_category_tree_daily.purchase_events is
'Transaction events in the category and below, one for each item bought.';
comment on column mart_rr_funnel_category_tree_daily.cvr_view_to_cart is
'addtocarts / views, 4 decimals, empty without views.';
comment on column mart_rr_funnel_category_tree_daily.cvr_cart_to_purchase is
'purchase_events / addtocarts, 4 decimals, empty without addtocarts.';
comment on column mart_rr_funnel_category_tree_daily.own_views is
'View events of items in this very category.';
comment on column mart_rr_funnel_category_tree_daily.own_addtocarts is
'Addtocart events of items in this very category.';
comment on column mart_rr_funnel_category_tree_daily.own_purchase_events is
'Transaction events of items in this very category.';

create table if not exists mart_rr_cohort_weekly (
    run_id bigint not null,
    kpi_date date not null,
    cohort_week date not null,
    week_index int not null,
    cohort_size int not null,
    active_visitors int not null,
    retention_rate numeric(12, 4) not null,
    is_complete boolean not null,
    primary key (run_id, kpi_date, cohort_week, week_index)
);

comment on table mart_rr_cohort_weekly is
'Grain: one cohort in one week, as of the end of a business date. A cohort is the visitors whose '
'first purchase fell in a week (Monday to Sunday). It is repurchase retention: a visitor is active '
'in a week by buying in it. Weeks without a buyer are there with 0, up to the week of the date.';
comment on column mart_rr_cohort_weekly.run_id is 'Run that computed the row.';
comment on column mart_rr_cohort_weekly.kpi_date is
'As-of date: only events dated on or before it are counted.';
comment on column mart_rr_cohort_weekly.cohort_week is
'Monday of the week of the cohort''s first purchase.';
comment on column mart_rr_cohort_weekly.week_index is
'Weeks since cohort_week: 0 is the week of the first purchase.';
comment on column mart_rr_cohort_weekly.cohort_size is 'Visitors of the cohort.';
comment on column mart_rr_cohort_weekly.active_visitors is
'Distinct visitors of the cohort who bought in the week.';
comment on column mart_rr_cohort_weekly.retention_rate is
'active_visitors / cohort_size, 4 decimals; 1.0000 for week_index 0.';
comment on column mart_rr_cohort_weekly.is_complete is
'False while the week runs on after kpi_date: such a row is partial and has no place in a mean.';

create table if not exists mart_rr_crm_targets_daily (
    run_id bigint not null,
    kpi_date date not null,
    visitor_id int not null,
    segment_name text not null,
    evidence text not null,
    rank_in_segment int not null,
    segment_size int not null,
    evidence_count int not null,
    evidence_ts timestamptz not null,
    primary key (run_id, kpi_date, visitor_id, segment_name)
);

comment on table mart_rr_crm_targets_daily is
'Grain: one visitor in one segment as of the end of a business date. A visitor may be in several. '
'Segments: cart_abandoner_today (an addtocart event and no order on the date), '
'high_intent_viewer_7d_no_cart (at least high_intent_min_views views on the date and the six '
'before, and neither addtocart event nor order in them), repeat_buyer (at least '
'repeat_buyer_min_orders orders on all dates up to this one).';
comment on column mart_rr_crm_targets_daily.run_id is 'Run that computed the row.';
comment on column mart_rr_crm_targets_daily.kpi_date is
'As-of date: only events dated on or before it are counted.';
comment on column mart_rr_crm_targets_daily.visitor_id is
'Visitor to address, as numbered by the shop.';
comment on column mart_rr_crm_targets_daily.segment_name is 'Segment that the visitor is in.';
comment on column mart_rr_crm_targets_daily.evidence is
'Why the visitor is in the segment, as text: counts, and instants in the pipeline''s time zone.';
comment on column mart_rr_crm_targets_daily.rank_in_segment is
'Place in the segment from 1: by evidence_count, then (except for viewers) evidence_ts, both '
'descending, then visitor_id.';
comment on column mart_rr_crm_targets_daily.segment_size is
'Visitors in the segment before the list is cut to the setting crm_target_limit.';
comment on column mart_rr_crm_targets_daily.evidence_count is
'Addtocart events of the date, views of the seven days, or orders to date, by segment.';
comment on column mart_rr_crm_targets_daily.evidence_ts is
'Instant of the last addtocart event of the date, the last view of the seven days, or the last '
'purchase, by segment.';
