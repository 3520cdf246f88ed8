#!/usr/bin/env bash
# load_properties.sh FILE...: what PostgreSQL alone takes to land files of item properties, each on a connection of its own.
set -euo pipefail

# FILE TABLE
copy() {
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<SQL
set client_min_messages = warning;
begin;
create table if not exists $2 (timestamp bigint, itemid int, property text, value text);
truncate $2;
\copy $2 from '$1' (format csv, header, freeze)
commit;
SQL
}

started=()
for file in "$@"; do
  copy "$file" "raw_item_properties_$((${#started[@]} + 1))" &
  started+=($!)
done
for process in "${started[@]}"; do wait "$process"; done
