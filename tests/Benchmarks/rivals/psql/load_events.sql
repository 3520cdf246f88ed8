begin;
create table if not exists raw_events (timestamp bigint, visitorid int, event text, itemid int, transactionid bigint);
truncate raw_events;
\copy raw_events from 'events.csv' (format csv, header, freeze)
create table if not exists raw_category_tree (categoryid int, parentid int);
truncate raw_category_tree;
\copy raw_category_tree from 'category_tree.csv' (format csv, header, freeze)
create table if not exists raw_item_properties_2 (timestamp bigint, itemid int, property text, value text);
truncate raw_item_properties_2;
\copy raw_item_properties_2 from 'item_properties_part2.csv' (format csv, header, freeze)
commit;
