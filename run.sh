#!/usr/bin/env bash
# The product's first command. Without a verb: installs what is missing, builds, and serves http://127.0.0.1:5080.
# With a verb (./run.sh --help lists them): the same, then that command. Everything but the command's own output goes to
# standard error.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
source "$root/eng/setup.sh"

app=$root/src/RetailRocket.Web
program=$app/bin/Release/net10.0/RetailRocket.Web.dll
stamp=$app/obj/run.built

# What the program is made of; prints the first file or folder that is newer than the stamp.
newer_than() {
  local parts=() part
  for part in src sql eng wwwroot-assets Directory.Build.props Directory.Packages.props global.json; do
    [ -e "$root/$part" ] && parts+=("$root/$part")
  done
  find "${parts[@]}" \( -name bin -o -name obj -o -name _framework \) -prune -o -newer "$1" "${@:2}" -print 2>/dev/null |
    head -n 1
}

is_built() { [ -f "$program" ] && [ -f "$stamp" ] && [ -z "$(newer_than "$stamp")" ]; }

build() {
  # Another start may have built it while this one waited.
  is_built && return
  say "Building; the first time this takes about a minute …"
  need_dotnet_sdk
  mkdir -p "$app/obj"
  touch "$stamp.begun"
  # No build servers: nothing stays behind, and nothing inherits what this shell has open.
  dotnet build "$app" --configuration Release --nologo --verbosity quiet --disable-build-servers </dev/null >&2 ||
    die "The build failed; the lines above say where."
  precompile "$(dirname "$program")"
  # Folders change while building (bin and obj appear in them), files only when somebody edits them.
  if [ -z "$(newer_than "$stamp.begun" -type f)" ]; then touch "$stamp"; else cp -p "$stamp.begun" "$stamp"; fi
}

# These do not open the database.
needs_database=true
for argument in "$@"; do
  case $argument in
    doctor | sample | --help | -h | '-?' | --version) needs_database=false ;;
  esac
done
names_a_server() {
  [ -n "${ConnectionStrings__Warehouse:-}" ] ||
    grep -qsE '"Warehouse" *: *"[^"]' "$root/appsettings.json" "$PWD/appsettings.json"
}

need_dotnet
if $needs_database && ! names_a_server; then need_postgresql; fi
is_built || with_build_lock "$app/obj/run.lock" build

# The data folder stays with this checkout, wherever the command is typed.
if [ -z "${DataFolder:-}" ] && ! grep -qs '"DataFolder"' "$root/appsettings.json" "$PWD/appsettings.json"; then
  export DataFolder=$root/data
fi
exec dotnet "$program" "$@"
