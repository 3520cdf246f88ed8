# What run.sh and test.sh need on the machine. Sourced, not run. Everything said goes to standard error.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# Each argument on a line of its own.
say() { printf '%s\n' "$@" >&2; }
die() {
  say "$@"
  exit 1
}

# Runs a command as root: directly, or with sudo. Without a terminal sudo cannot ask for a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@" >&2
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    sudo "$@" >&2
  else
    die "This needs root: $*" "What to do: run it yourself, or start again as a user who may use sudo."
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}

need_dotnet() {
  command -v dotnet >/dev/null && return
  local folder
  for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet /opt/homebrew/bin; do
    if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
      export PATH="$folder:$PATH"
      return
    fi
  done
  die "The .NET 10 SDK is needed, and there is no dotnet on this machine." \
    "What to do: install it as https://dotnet.microsoft.com/download says, then start again."
}

need_dotnet_sdk() {
  need_dotnet
  dotnet --list-sdks | grep -q '^10\.' && return
  die "The .NET 10 SDK is needed; this machine has: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')" \
    "What to do: install it as https://dotnet.microsoft.com/download says, then start again."
}

# The newest PostgreSQL server's major version, 15 or later; fails when there is none. Looks where the app looks.
find_postgresql() {
  local folder version best=0 folders=()
  IFS=: read -r -a folders <<<"$PATH"
  for folder in "${folders[@]}" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* \
    /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin /Library/PostgreSQL/*/bin \
    /Applications/Postgres.app/Contents/Versions/*/bin /usr/local/pgsql/bin; do
    [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] || continue
    version=$("$folder/postgres" --version | sed -n 's/.*PostgreSQL) \([0-9]*\).*/\1/p')
    [ "${version:-0}" -gt "$best" ] && best=$version
  done
  [ "$best" -ge 15 ] && echo "$best"
}

# Installing PostgreSQL on Debian also makes and starts a server of its own, which nobody asked for here: it is told not to,
# and its settings are put back afterwards.
install_postgresql_debian() {
  local settings=/etc/postgresql-common/createcluster.conf kept='' result=0
  if [ -f "$settings" ]; then kept=$(cat "$settings"; echo .); fi
  as_root mkdir -p "$(dirname "$settings")"
  printf '%s\ncreate_main_cluster = false\n' "${kept%.}" | write_as_root "$settings"
  as_root apt-get update -qq && apt_install postgresql || result=$?
  if [ -n "$kept" ]; then
    printf '%s' "${kept%.}" | write_as_root "$settings"
  elif [ -f /usr/share/postgresql-common/createcluster.conf ]; then
    write_as_root "$settings" </usr/share/postgresql-common/createcluster.conf
  fi
  return $result
}

write_as_root() { as_root sh -c 'cat >"$0"' "$1"; }

need_postgresql() {
  find_postgresql >/dev/null && return
  say "No PostgreSQL 15 or later on this machine: installing it."
  if command -v apt-get >/dev/null; then
    install_postgresql_debian
  elif command -v dnf >/dev/null; then
    as_root dnf install -y -q postgresql-server
  elif command -v apk >/dev/null; then
    as_root apk add -q postgresql
  elif command -v zypper >/dev/null; then
    as_root zypper --quiet --non-interactive install postgresql-server
  elif command -v brew >/dev/null; then
    brew install postgresql@17 >&2
  fi || die "PostgreSQL could not be installed; the lines above say why." \
    "What to do: install it yourself, or set ConnectionStrings__Warehouse to use a server that is there."
  find_postgresql >/dev/null || die \
    "There is still no PostgreSQL 15 or later; this system's own package may be older." \
    "What to do: install it as https://www.postgresql.org/download/ says, or set ConnectionStrings__Warehouse."
}

# A real browser for the end-to-end tests, with fonts for Latin and Korean text. The one without windows draws a page in
# half the time; one with windows does as well where that cannot be had.
need_chromium() {
  # In a shell of its own: who may not install anything uses what is there.
  command -v chromium-headless-shell >/dev/null || (install_chromium) || chromium_path >/dev/null ||
    die "Chromium could not be installed." "What to do: install it yourself and start again."
  CHROMIUM_PATH=$(chromium_path)
  export CHROMIUM_PATH
}

chromium_path() {
  command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome
}

install_chromium() {
  if command -v apt-get >/dev/null; then
    say "Installing a Chromium for the browser tests."
    as_root apt-get update -qq && {
      apt_install chromium-headless-shell fonts-liberation fonts-noto-cjk ||
        chromium_path >/dev/null || apt_install chromium fonts-liberation fonts-noto-cjk
    }
  elif chromium_path >/dev/null; then
    return
  elif command -v dnf >/dev/null; then
    as_root dnf install -y -q chromium liberation-fonts google-noto-sans-cjk-fonts
  elif command -v apk >/dev/null; then
    as_root apk add -q chromium font-liberation font-noto-cjk
  elif command -v brew >/dev/null; then
    brew install --cask chromium >&2
  else
    false
  fi
}

# Puts machine code beside the IL of the libraries that every start runs through, so that it need not be made at each: in the
# folder that was built and in others with the same build. The compiler is a package; without it everything works, but starts
# slower.
precompile() {
  local native=$root/src/RetailRocket.Web/obj/native folder library name
  if ! dotnet msbuild -restore "$root/eng/precompiler/Precompiler.csproj" -target:Precompile \
    -property:Folder="$1" -property:NativeFolder="$native" -nologo -verbosity:quiet -nodeReuse:false </dev/null >"$native.log" 2>&1; then
    say "Not compiled ahead of time, so that commands start slower; $native.log says why."
    return 0
  fi
  for folder in "$@"; do
    for library in "$native"/*.dll; do
      name=${library##*/}
      [ -f "$folder/$name" ] || continue
      # Put in its place as a whole: another process may be running the one that is there.
      cp "$library" "$folder/$name.new" && mv -f "$folder/$name.new" "$folder/$name"
    done
  done
}

# Runs a command while no other start of this checkout runs one; the lock ends with this shell.
with_build_lock() {
  local lock=$1
  shift
  mkdir -p "$(dirname "$lock")"
  if command -v flock >/dev/null; then
    (
      flock 9
      "$@" 9>&-
    ) 9>"$lock"
  else
    # No flock on macOS: a folder is made by one only.
    while ! mkdir "$lock.folder" 2>/dev/null; do
      if [ -n "$(find "$lock.folder" -prune -mmin +15)" ]; then rmdir "$lock.folder" 2>/dev/null || true; fi
      sleep 0.2
    done
    local result=0
    "$@" || result=$?
    rmdir "$lock.folder"
    return $result
  fi
}
