select
    kpi_date as check_date,
    segment_name,
    max(segment_size) as segment_size,
    count(*) as listed,
    max(segment_size) - count(*) as cut
from mart_rr_crm_targets_daily
where run_id = @run_id and kpi_date between @from and @to
group by kpi_date, segment_name
having max(segment_size) > count(*)
