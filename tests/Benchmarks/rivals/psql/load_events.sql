begin;
create table raw_events (timestamp bigint, visitorid int, event text, itemid int, transactionid bigint);
\copy raw_events from 'events.csv' (format csv, header, freeze)
create table raw_category_tree (categoryid int, parentid int);
\copy raw_category_tree from 'category_tree.csv' (format csv, header, freeze)
create table raw_item_properties_2 (timestamp bigint, itemid int, property text, value text);
\copy raw_item_properties_2 from 'item_properties_part2.csv' (format csv, header, freeze)
commit;
