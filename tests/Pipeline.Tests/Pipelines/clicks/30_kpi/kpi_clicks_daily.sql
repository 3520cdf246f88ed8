with clicks as (
    select click_date, count(*) as clicks, count(distinct visitor_id) as visitors
    from stg_clicks
    where click_date between @from and @to
    group by click_date
),

streaks as (
    select streak_date, max(days) as longest_streak
    from mart_click_streaks
    where streak_date between @from and @to
    group by streak_date
)

select
    clicks.click_date as kpi_date,
    clicks.clicks,
    clicks.visitors,
    streaks.longest_streak
from clicks
inner join streaks on clicks.click_date = streaks.streak_date
