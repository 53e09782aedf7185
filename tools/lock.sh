#!/bin/sh
# Writes requirements/*.txt from pyproject.toml: exact versions, the hash of every file of each, for
# every processor kind; no address, so that an installation uses the index it is set up with. Extras stay
# in the names: without them pip looks for a newer release that has no hash here.
#
#   tools/lock.sh              keeps the versions that still fit
#   tools/lock.sh --upgrade    takes the newest that fit
set -eu
cd "$(dirname "$0")/.."

workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
"${PYTHON:-python3}" -m venv "$workshop"
"$workshop/bin/python" -m pip install --quiet --quiet --disable-pip-version-check "uv==0.13.8"

compile() {
    "$workshop/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-strip-extras --no-emit-index-url --no-emit-find-links "$@"
}
compile pyproject.toml --group build --output-file requirements/runtime.txt "$@"
compile pyproject.toml --group dev --constraint requirements/runtime.txt \
    --output-file requirements/dev.txt "$@"

if grep -nE '://|@ |^-(f|i|-index|-extra|-find)' requirements/*.txt; then
    echo "linli: a lock names an address" >&2
    exit 1
fi
