-- A date's visitors into all visitors; without an index on them, which only a day would use, there is no upsert.
update dim_visitor
set
    first_event_ms = least(dim_visitor.first_event_ms, day_visitors.first_event_ms),
    first_purchase_ms = least(dim_visitor.first_purchase_ms, day_visitors.first_purchase_ms)
from day_visitors
where
    dim_visitor.visitor_id = day_visitors.visitor_id
    and (
        day_visitors.first_event_ms < dim_visitor.first_event_ms
        or day_visitors.first_purchase_ms
        < coalesce(dim_visitor.first_purchase_ms, 9223372036854775807)
    );

insert into dim_visitor
select * from day_visitors
where visitor_id not in (select visitor_id from dim_visitor);

commit;
