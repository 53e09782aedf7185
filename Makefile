# The one door to every command. `make` alone lists them.
#
#   PORT=8000        where the demo and the server listen
#   DATA=./data      folder of the database and the media
#   FRESH=1          demo: begin anew instead of going on from what is there
#   PYTHON=python3   the interpreter that makes .venv (3.11 or newer)

PYTHON ?= python3
PORT ?= 8000
DATA ?= ./data
VENV := .venv
BIN := $(VENV)/bin

export PYTHON VENV PORT DATA FRESH

.DEFAULT_GOAL := help
.PHONY: help setup lock demo run test check bench clean

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

# Two lists, two stamps: a demo does not wait for the tools of a developer.
$(VENV)/runtime.stamp: requirements/runtime.txt pyproject.toml
	@tools/python_env.sh runtime
	@touch $@

$(VENV)/dev.stamp: requirements/runtime.txt requirements/dev.txt pyproject.toml
	@tools/python_env.sh dev
	@touch $(VENV)/runtime.stamp $@

setup: $(VENV)/dev.stamp  ## install everything into .venv (once; a second run is instant)

lock:  ## write requirements/*.txt anew from pyproject.toml
	@tools/lock.sh

# A server that is told to stop by Ctrl-C has done what it was told: that is no error of make.
demo: $(VENV)/runtime.stamp  ## set everything up and serve the demonstration community
	@tools/debian.sh demo
	@trap ':' INT; $(BIN)/linli demo; code=$$?; [ $$code -eq 130 ] || exit $$code

run: $(VENV)/runtime.stamp  ## serve what is in DATA (or DATABASE_URL)
	@trap ':' INT; $(BIN)/linli serve; code=$$?; [ $$code -eq 130 ] || exit $$code

test: $(VENV)/dev.stamp  ## everything that must hold before a change lands
	@tools/debian.sh test
	@tools/test.sh

check: $(VENV)/dev.stamp  ## its fast part: format, lint, imports, types, templates, migrations
	@tools/test.sh check

bench: $(VENV)/dev.stamp  ## pages and ballots per second, as ratios
	@$(BIN)/python -m tests.bench

clean:  ## remove what can be made again; DATA stays
	@rm -rf $(VENV) build dist *.egg-info htmlcov .coverage .coverage.* .hypothesis \
		.import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find linli tests tools -name __pycache__ -prune -exec rm -rf {} +
