#!/bin/sh
# Debian's Chromium for Playwright, under an ordinary user even when the tests run as root.
#
# Root may do anything; a browser need not. The profile folder, which Playwright has just made, is
# handed over to that user first.
set -eu

program=${CHROMIUM:-/usr/bin/chromium}
if [ "$(id -u)" -ne 0 ]; then
    exec "$program" "$@"
fi
for argument in "$@"; do
    case $argument in
    --user-data-dir=*)
        HOME=${argument#--user-data-dir=}
        chown -R nobody:nogroup "$HOME"
        ;;
    esac
done
export HOME
cd /
exec setpriv --reuid=nobody --regid=nogroup --clear-groups "$program" "$@"
