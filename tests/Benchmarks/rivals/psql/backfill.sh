#!/usr/bin/env bash
# The bar: backfill.sh DIR loads the four files of DIR and computes every figure of every date, on two connections of the
# database that PGHOST, PGUSER and PGDATABASE name. No gates, no quarantine, no history of runs. Written to be as fast as a
# person who knows the data can make it: Asia/Seoul is nine hours, nothing is indexed before it is full. Prints the seconds
# of loading.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$1"
run() {
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
    --file "$here/settings.sql" --file "$here/variables.sql" "$@" >/dev/null
}

started=$EPOCHREALTIME
bash "$here/load.sh" .
awk -v from="$started" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", to - from }'

run --file "$here/items.sql" --file "$here/categories.sql" &
first=$!
run --file "$here/facts.sql" --file "$here/funnel.sql" --file "$here/cohorts.sql" --file "$here/targets.sql"
wait "$first"
