-- The figures' files compute every date (a back-fill) or, when the variable day is given, that date alone. What differs:
--   :put T :as             begins the statement that fills the table T. A back-fill makes T, for CREATE TABLE AS may run in
--                          parallel and INSERT may not.
--   :events                the table of the events to count
--   date :is_wanted        holds for dates to compute. "is not null" stands for every date because the planner, while a
--                          table has no statistics, expects it of nearly all rows and a range of dates of very few.
--   date :is_in_last_week  holds for dates to compute and the six before each
--   \if :every_date        what only a back-fill does: indexes, once a table is full
--   \if :one_day           what only a day does
\if :{?day}
\set one_day true
\set every_date false
\set put 'insert into'
\set as ''
\set events day_events
\set is_wanted '= date ' :'day'
\set is_in_last_week 'between date ' :'day' ' - 6 and date ' :'day'
\else
\set one_day false
\set every_date true
\set put 'create table'
\set as as
\set events raw_events
\set is_wanted 'is not null'
\set is_in_last_week :is_wanted
\endif
