select click_date as check_date, visitor_id, clicked_at, file_id, line_no
from stg_clicks
where click_date between @from and @to and page is null
order by click_date, file_id, line_no
