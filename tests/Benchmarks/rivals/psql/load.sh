#!/usr/bin/env bash
# load.sh DIR: loads the four files of DIR on two connections, each into a table made or truncated in the same transaction
# (wal_level=minimal writes no log then).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$1"
run() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --file "$here/settings.sql" --file "$1" >/dev/null; }

run "$here/load_properties.sql" &
first=$!
run "$here/load_events.sql"
wait "$first"
