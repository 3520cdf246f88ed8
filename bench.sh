#!/usr/bin/env bash
# Measures the product on this machine: ./bench.sh [PART …] [--json FILE]. Without a part, all of them; --help lists them.
# Prints one table to standard output; what goes on goes to standard error.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
source "$root/eng/setup.sh"

project=$root/tests/Benchmarks
need_dotnet_sdk
need_postgresql
# Only pages are measured in a browser.
named=false browser=false
for argument in "$@"; do
  case $argument in
    web) browser=true ;;
    landing | pipeline | day | scale | schedule | --help | -h) named=true ;;
  esac
done
if $browser || ! $named; then need_chromium; fi
dotnet build "$project" --configuration Release --nologo --verbosity quiet --disable-build-servers </dev/null >&2 ||
  die "The build failed; the lines above say where."
precompile "$root/src/RetailRocket.Web/bin/Release/net10.0" "$project/bin/Release/net10.0"
exec dotnet "$project/bin/Release/net10.0/RetailRocket.Benchmarks.dll" "$@"
