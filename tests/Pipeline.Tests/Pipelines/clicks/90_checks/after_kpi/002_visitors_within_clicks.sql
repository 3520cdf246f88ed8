select kpi_date as check_date, clicks, visitors
from kpi_clicks_daily
where run_id = @run_id and kpi_date between @from and @to and visitors > clicks
order by kpi_date
