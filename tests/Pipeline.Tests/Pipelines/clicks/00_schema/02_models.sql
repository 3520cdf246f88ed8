create table stg_clicks (
    click_date date not null,
    clicked_at timestamptz not null,
    visitor_id text not null,
    page text,
    file_id int not null,
    line_no int not null
) partition by range (click_date);

comment on table stg_clicks is 'One row a click that has an instant and a visitor.';
comment on column stg_clicks.click_date is 'Business date of the click.';
comment on column stg_clicks.clicked_at is 'Instant of the click.';
comment on column stg_clicks.visitor_id is 'Visitor, without surrounding spaces.';
comment on column stg_clicks.page is 'Path of the page; NULL when not given.';
comment on column stg_clicks.file_id is 'The landed file.';
comment on column stg_clicks.line_no is 'Line of the file, from 1.';

create table mart_click_streaks (
    streak_date date not null,
    visitor_id text not null,
    days int not null,
    primary key (streak_date, visitor_id)
);

comment on table mart_click_streaks is 'One row a visitor and date with a click.';
comment on column mart_click_streaks.streak_date is 'Last date of the streak.';
comment on column mart_click_streaks.visitor_id is 'Visitor.';
comment on column mart_click_streaks.days is 'Dates in a row with a click, at most streak_days.';

create table kpi_clicks_daily (
    run_id bigint not null,
    kpi_date date not null,
    clicks bigint not null,
    visitors bigint not null,
    longest_streak int not null,
    primary key (run_id, kpi_date)
);

comment on table kpi_clicks_daily is 'One row a date with clicks.';
comment on column kpi_clicks_daily.run_id is 'The run that computed the row.';
comment on column kpi_clicks_daily.kpi_date is 'Business date.';
comment on column kpi_clicks_daily.clicks is 'Clicks of the date.';
comment on column kpi_clicks_daily.visitors is 'Distinct visitors of the date.';
comment on column kpi_clicks_daily.longest_streak is 'Longest streak that ends on the date, in dates.';
