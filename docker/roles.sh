#!/bin/sh
# Runs once, when the database's volume is made: the roles of the app and what each may do. The same statements for
# a server of one's own are in docs/operations.md.
set -eu
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname warehouse \
  --set owner_password="$OWNER_PASSWORD" --set runner_password="$RUNNER_PASSWORD" \
  --set reader_password="$READER_PASSWORD" --set checker_password="$CHECKER_PASSWORD" <<'SQL'
create role warehouse_owner login password :'owner_password';
create role warehouse_runner login password :'runner_password';
create role warehouse_reader login password :'reader_password';
create role warehouse_checker login password :'checker_password';
grant warehouse_runner to warehouse_owner;
alter database warehouse owner to warehouse_owner;
revoke all on database warehouse from public;
grant connect, create, temporary on database warehouse to warehouse_runner;
grant connect on database warehouse to warehouse_reader;
alter role warehouse_runner in database warehouse set synchronous_commit = off;
alter role warehouse_reader in database warehouse set default_transaction_read_only = on;
alter role warehouse_reader in database warehouse set idle_in_transaction_session_timeout = '5min';
grant connect on database warehouse to warehouse_checker;
alter role warehouse_checker in database warehouse set default_transaction_read_only = on;
alter role warehouse_checker in database warehouse set idle_in_transaction_session_timeout = '1min';
alter role warehouse_checker in database warehouse set temp_file_limit = '2GB';
SQL
