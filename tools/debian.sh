#!/bin/sh
# Sees to the Debian packages that Python cannot bring.
#
#   tools/debian.sh demo    fonts and Pango: a demo does without, so nothing here stops it
#   tools/debian.sh test    those, Chromium and PostgreSQL: the tests stop without them
#
# As root it installs what is missing; as anybody else it prints the one line to run.
set -eu

purpose=${1:?what for: demo or test}
packages="fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
case $purpose in
demo) stops=no ;;
test)
    stops=yes
    packages="$packages chromium"
    # Any supported PostgreSQL will do; on Debian 12 that is 15, elsewhere the one it ships.
    if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
        # shellcheck disable=SC1091
        release=$(. /etc/os-release 2>/dev/null && echo "${ID:-}-${VERSION_ID:-}") || release=
        if [ "$release" = debian-12 ]; then server=postgresql-15; else server=postgresql; fi
        packages="$packages $server"
    fi
    ;;
*)
    echo "linli: say demo or test, not '$purpose'" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "linli: this is no Debian, so nothing is installed here; wanted: $packages" >&2
    exit 0
fi

missing=
for package in $packages; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "linli: wanted from Debian:" >&2
    echo "  sudo apt-get install -y --no-install-recommends$missing" >&2
    [ "$stops" = no ] || exit 1
    echo "linli: the demo goes on without them" >&2
    exit 0
fi

echo "linli: installing from Debian:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
options="-q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300"
# shellcheck disable=SC2086  # lists of words
if apt-get $options update >"$log" 2>&1 &&
    apt-get $options install --no-install-recommends $missing >>"$log" 2>&1; then
    exit 0
fi
tail -n 20 "$log" >&2
echo "linli: could not install:$missing" >&2
[ "$stops" = no ] || exit 1
echo "linli: the demo goes on without them" >&2
