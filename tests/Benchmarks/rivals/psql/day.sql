-- The events of the date :day from standard input in place of those there were; its figures go, to be computed once more.
create temporary table day_events (
    timestamp bigint,
    visitorid int,
    event text,
    itemid int,
    transactionid bigint
) on commit drop;
\copy day_events from pstdin (format csv, header)
create table if not exists raw_event_days (day date, like raw_events);
create index if not exists raw_event_days_day on raw_event_days (day);
delete from raw_event_days where day = :'day';
insert into raw_event_days select :'day', * from day_events;
delete from fact_events where event_date = :'day';
delete from fact_sessions where session_date = :'day';
delete from purchases where event_date = :'day';
delete from buyer_days where event_date = :'day';
delete from category_days where event_date = :'day';
delete from funnel_daily where kpi_date = :'day';
delete from funnel_category_daily where kpi_date = :'day';
delete from funnel_category_tree_daily where kpi_date = :'day';
delete from cohort_weekly where kpi_date = :'day';
delete from crm_targets_daily where kpi_date = :'day';
