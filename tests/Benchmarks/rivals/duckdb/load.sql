create table raw_events as
select * from read_csv('$source/events.csv', header = true, columns = {
    'timestamp': 'BIGINT', 'visitorid': 'INTEGER', 'event': 'VARCHAR', 'itemid': 'INTEGER',
    'transactionid': 'BIGINT'
});
create table raw_category_tree as
select * from read_csv('$source/category_tree.csv', header = true, columns = {
    'categoryid': 'INTEGER', 'parentid': 'INTEGER'
});
create table raw_item_properties as
select * from read_csv('$source/item_properties*.csv', header = true, columns = {
    'timestamp': 'BIGINT', 'itemid': 'INTEGER', 'property': 'VARCHAR', 'value': 'VARCHAR'
});
