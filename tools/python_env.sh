#!/bin/sh
# Makes the virtual environment and installs one locked list into it.
#
#   tools/python_env.sh runtime|dev
#
# PYTHON names the interpreter (python3 unless told), VENV the folder (.venv unless told).
set -eu

list=${1:?which list: runtime or dev}
python=${PYTHON:-python3}
venv=${VENV:-.venv}

if ! command -v "$python" >/dev/null 2>&1; then
    echo "linli: no '$python' here. Install Python 3.11 or newer, or name one: make setup PYTHON=…" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "linli: $("$python" --version) is too old; name Python 3.11 or newer: make setup PYTHON=…" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "linli: this Python cannot make virtual environments. On Debian: apt-get install -y python3-venv" >&2
    exit 1
fi

# A folder left over from an interpreter that is gone, or from a run that was cut short, is made anew.
if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

echo "linli: installing the $list list into $venv"
quiet="--quiet --quiet --disable-pip-version-check --no-input"  # errors only
# shellcheck disable=SC2086  # the options are words
"$venv/bin/python" -m pip install $quiet --require-hashes -r "requirements/$list.txt"
# shellcheck disable=SC2086
"$venv/bin/python" -m pip install $quiet --no-index --no-deps --no-build-isolation -e .
