create table raw_clicks (
    file_id int not null,
    line_no int not null,
    clicked_at timestamptz,
    visitor_id text,
    page text,
    extra json
) partition by list (file_id);

comment on table raw_clicks is 'One row a line of clicks*.jsonl, as received.';
comment on column raw_clicks.file_id is 'The landed file.';
comment on column raw_clicks.line_no is 'Line of the file, from 1.';
comment on column raw_clicks.clicked_at is 'Instant of the click.';
comment on column raw_clicks.visitor_id is 'Visitor, as the sender calls them.';
comment on column raw_clicks.page is 'Path of the page.';
comment on column raw_clicks.extra is 'What else the sender tells, as received.';
