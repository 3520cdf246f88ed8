#!/usr/bin/env bash
# Installs what the tests need, builds once, checks the formatting and runs the test projects. The last line is
# "N passed, N failed" (and ", N skipped"); the exit code is 0 only when nothing failed.
set -euo pipefail
exec </dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$root"
source eng/setup.sh

limit_seconds=${TEST_TIMEOUT_SECONDS:-1800}
passed=0 failed=0 skipped=0

# In memory where there is plenty of it: each test makes and drops a database of a thousand files, and on a disk the file
# system takes a quarter of all processor time for that.
temporary_root() {
  local room memory
  room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) || true
  memory=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo 2>/dev/null) || true
  if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "${room:-0}" -gt 8000000 ] && [ "${memory:-0}" -gt 12000000 ] &&
    ! grep -q ' /dev/shm .*noexec' /proc/mounts; then
    echo /dev/shm
  else
    echo "${TMPDIR:-/tmp}"
  fi
}

# Temporary files of all tests go into one folder, so that nothing stays behind, whatever a test does. The database's
# account has to be able to enter it.
work=$(mktemp -d "$(temporary_root)/rrtest.XXXXXX")
chmod 711 "$work"
mkdir -m 1777 "$work/tmp"
running=()

clean_up() {
  local result=$? pid file
  trap - EXIT
  for pid in "${running[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  # A test run that was ended by force may have left its database servers.
  while IFS= read -r file; do
    kill -QUIT "$(head -n 1 "$file" 2>/dev/null)" 2>/dev/null || true
  done < <(find "$work" -name postmaster.pid 2>/dev/null)
  rm -rf "$work" 2>/dev/null || { sleep 1 && rm -rf "$work"; }
  exit "$result"
}
trap clean_up EXIT

finish() {
  echo
  if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  [ "$failed" -eq 0 ] || exit 1
  exit 0
}

# Something that is not a test went wrong: it counts as a failure.
fail() {
  echo "FAILED: $*"
  failed=$((failed + 1))
}

trap 'fail "Interrupted."; finish' INT TERM

name_of() { basename "$1" .csproj; }
program_of() { echo "$(dirname "$1")/bin/Release/net10.0/$(name_of "$1").dll"; }

# Starts a project's tests; its results go to $work/<name>.trx and its output to $work/<name>.log.
start() {
  local name
  name=$(name_of "$1")
  echo "Running $name"
  TMPDIR=$work/tmp timeout --kill-after=30 "$limit_seconds" \
    dotnet "$(program_of "$1")" -noLogo -noColor -trx "$work/$name.trx" >"$work/$name.log" 2>&1 &
  running+=($!)
  last_started=$!
}

counter() { sed -n "s/.*<Counters[^>]* $1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

# Adds up a finished project and shows what failed in it.
collect() {
  local name trx result=$2 total ok bad errors
  name=$(name_of "$1") trx=$work/$name.trx
  if [ "$result" -ne 0 ]; then
    echo
    echo "== $name =="
    cat "$work/$name.log"
  fi
  if [ ! -s "$trx" ] || [ -z "$(counter total "$trx")" ]; then
    fail "$name gave no results (exit code $result)."
    return
  fi
  total=$(counter total "$trx") ok=$(counter passed "$trx") bad=$(counter failed "$trx")
  errors=$(counter error "$trx")
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - ok - bad))
  [ "$total" -gt 0 ] || fail "$name has no tests."
  # Outside the tests, as in cleaning up after them.
  if [ "${errors:-0}" -gt 0 ]; then
    fail "$name has $errors errors outside its tests."
  elif [ "$result" -ne 0 ] && [ "$bad" -eq 0 ]; then
    fail "$name ended with exit code $result."
  fi
  echo "$name: $ok passed, $bad failed, $((total - ok - bad)) skipped"
}

need_dotnet_sdk
need_postgresql
need_chromium
projects=(tests/*.Tests/*.csproj)

echo "Building"
dotnet tool restore >"$work/tools.log" 2>&1 || { cat "$work/tools.log"; fail "The tools could not be restored."; }
if ! dotnet build RetailRocket.Web.sln --configuration Release --nologo --verbosity quiet --disable-build-servers; then
  fail "The solution does not build."
  finish
fi
for project in "${projects[@]}"; do
  grep -qF "$(basename "$project")" RetailRocket.Web.sln ||
    dotnet build "$project" --configuration Release --nologo --verbosity quiet --disable-build-servers ||
    fail "$project does not build."
done
# Tests start the program two hundred times.
precompile "$root"/src/RetailRocket.Web/bin/Release/net10.0 "$root"/tests/*.Tests/bin/Release/net10.0

# Beside the tests, as it needs little and nothing changes files any more.
echo "Checking the formatting"
dotnet csharpier check . >"$work/format.log" 2>&1 &
formatting=$!
running+=("$formatting")

# Side by side, but the browser tests by themselves: they measure what a person would wait for.
side_by_side=() alone=()
for project in "${projects[@]}"; do
  case $project in
    *EndToEnd*) alone+=("$project") ;;
    *) side_by_side+=("$project") ;;
  esac
done
pids=()
for project in "${side_by_side[@]}"; do
  start "$project"
  pids+=("$last_started")
done
for i in "${!side_by_side[@]}"; do
  result=0
  wait "${pids[$i]}" || result=$?
  collect "${side_by_side[$i]}" "$result"
done
wait "$formatting" || {
  grep '^Error' "$work/format.log" || cat "$work/format.log"
  fail "Some files are not formatted; run: dotnet csharpier format ."
}
for project in "${alone[@]}"; do
  start "$project"
  result=0
  wait "$last_started" || result=$?
  collect "$project" "$result"
done
finish
