#!/usr/bin/env bash
# day.sh FILE DATE: the events of one more date on top of what backfill.sh made, or of the same date once more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set "day=$2" \
  --file "$here/settings.sql" --file "$here/day.sql" <"$1" >/dev/null
