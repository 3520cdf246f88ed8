#!/usr/bin/env bash
# load_properties.sh FILE: what PostgreSQL alone takes to land one file, on one connection.
set -euo pipefail
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<SQL
begin;
create table raw_item_properties (timestamp bigint, itemid int, property text, value text);
\copy raw_item_properties from '$1' (format csv, header, freeze)
commit;
SQL
