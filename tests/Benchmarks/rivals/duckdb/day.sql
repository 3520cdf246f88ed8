-- The events of a date; its figures go, to be computed once more. Items and categories stay as they are. The transaction
-- ends with day_visitors.sql.
begin;
create temporary table day_events as
select * from read_csv('$source', header = true, columns = {
    'timestamp': 'BIGINT', 'visitorid': 'INTEGER', 'event': 'VARCHAR', 'itemid': 'INTEGER',
    'transactionid': 'BIGINT'
});
delete from fact_events where event_date = '$day';
delete from fact_sessions where session_date = '$day';
delete from purchases where event_date = '$day';
delete from buyer_days where event_date = '$day';
delete from category_days where event_date = '$day';
delete from funnel_daily where kpi_date = '$day';
delete from funnel_category_daily where kpi_date = '$day';
delete from funnel_category_tree_daily where kpi_date = '$day';
delete from cohort_weekly where kpi_date = '$day';
delete from crm_targets_daily where kpi_date = '$day';
