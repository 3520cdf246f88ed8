set client_min_messages = warning;
set timezone = 'UTC';
set synchronous_commit = off;
set work_mem = '512MB';
set maintenance_work_mem = '512MB';
set default_statistics_target = 50;
