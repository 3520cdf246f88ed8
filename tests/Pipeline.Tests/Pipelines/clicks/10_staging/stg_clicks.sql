select
    (clicked_at at time zone @time_zone)::date as click_date,
    clicked_at,
    trim(both from visitor_id) as visitor_id,
    page,
    file_id,
    line_no
from raw_clicks
where
    file_id = any (@file_ids)
    and visitor_id is not null
    and (clicked_at at time zone @time_zone)::date between @from and @to
