#!/usr/bin/env bash
# day.sh FILE DATE: the events of one more date on top of what backfill.sh made, or of the same date once more, in one
# transaction. Items and categories stay as they are.
set -euo pipefail
exec <"$1"
cd "$(dirname "${BASH_SOURCE[0]}")"
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set "day=$2" --single-transaction \
  --file settings.sql --file variables.sql --file day.sql --file facts.sql --file funnel.sql --file cohorts.sql \
  --file targets.sql --file categories.sql >/dev/null
