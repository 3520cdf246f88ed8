begin;
create table if not exists raw_item_properties_1 (timestamp bigint, itemid int, property text, value text);
truncate raw_item_properties_1;
\copy raw_item_properties_1 from 'item_properties_part1.csv' (format csv, header, freeze)
commit;
