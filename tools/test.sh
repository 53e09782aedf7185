#!/usr/bin/env bash
# Everything that must hold before a change lands; stops at the first thing that does not.
#
#   tools/test.sh          the whole run
#   tools/test.sh check    the fast part: nothing is started, nothing is executed but the tools
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bin=.venv/bin
jobs=${JOBS:-2}
begun=$SECONDS

# What is checked must not depend on who checks: no database, language or demo mode from outside.
unset DATABASE_URL DEMO DJANGO_SETTINGS_MODULE PYTEST_ADDOPTS COVERAGE_FILE
DATA=$(mktemp -d)
export DATA
trap 'rm -rf "$DATA"' EXIT

step() {
    local name=$1 start=$SECONDS code
    shift
    printf '\n── %s\n' "$name"
    "$@"
    code=$?
    if ((code != 0)); then
        printf '── %s FAILED after %d s\n' "$name" $((SECONDS - start))
        exit 1
    fi
    printf '── %s: %d s\n' "$name" $((SECONDS - start))
}

suite() {  # suite NAME [WRAPPER…]: pytest on one engine, with a coverage file of its own
    local name=$1
    shift
    COVERAGE_FILE=.coverage.$name "$@" "$bin/python" -m pytest -n "$jobs" -m "not browser" \
        --cov --cov-report= --cov-fail-under=0 --no-cov-on-fail --durations=10
}

coverage() {
    "$bin/coverage" combine --quiet &&
        "$bin/coverage" json --quiet --fail-under=0 -o "$DATA/coverage.json" &&
        "$bin/python" tools/coverage_gate.py "$DATA/coverage.json" &&
        "$bin/coverage" report
}

checks() {
    step "format" "$bin/ruff" format --check --quiet .
    step "lint" "$bin/ruff" check --quiet .
    step "imports" "$bin/lint-imports" --no-logo
    step "types" "$bin/mypy" linli
    step "templates" "$bin/djlint" --lint --quiet linli
    step "migrations" "$bin/linli" makemigrations --check --dry-run
    step "messages" "$bin/linli" messages --check
}

case ${1:-all} in
check)
    checks
    ;;
all)
    rm -f .coverage .coverage.*
    checks
    step "tests on SQLite" suite sqlite
    step "tests on PostgreSQL" suite postgresql "$bin/python" tests/postgres.py --
    step "coverage" coverage
    step "tests in the browser" "$bin/python" -m pytest -n "$jobs" -m browser
    ;;
*)
    echo "linli: say nothing or 'check', not '$1'" >&2
    exit 2
    ;;
esac
printf '\n── all good after %d s\n' $((SECONDS - begun))
