# Every target builds .venv itself; nothing is needed but make and Python 3.11 or newer.
.DEFAULT_GOAL := help
.PHONY: help run test coverage test-all golden lives arrows check format bench bench-quick bench-intake torture lock pictures docs clean

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PROJECTS := . packages/slack-simulator
INSTALL := $(BIN)/python tools/install.py
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal
RULE_ROOMS := rollouts/*,views/*,handlers/*

# Compiled modules are kept even where the surroundings say otherwise: each process compiles for seconds without them.
export PYTHONDONTWRITEBYTECODE :=

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|' 2>/dev/null \
		|| grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp  ## Start Fortnight: on Slack when tokens are set, else on a local workspace
	@$(BIN)/fortnight run

test: $(VENV)/dev.stamp  ## Run all tests
	@$(PYTEST)

coverage: $(VENV)/dev.stamp  ## Run all tests and see that they reach every line (being traced doubles their time)
	@$(PYTEST) --cov --cov-report=
	@$(BIN)/coverage report --include='$(RULE_ROOMS)' --fail-under=100 --format=total >/dev/null \
		|| { $(BIN)/coverage report --include='$(RULE_ROOMS)' --skip-covered; \
		     echo 'rollouts, views and handlers must be covered whole, branches too.'; exit 1; }
	@$(BIN)/coverage report --skip-covered

test-all: $(VENV)/dev.stamp  ## Look deeper: coverage, every other Python here, set-up, properties, crashes
	@$(BIN)/python tools/test_all.py

golden: $(VENV)/dev.stamp  ## Write anew what every message, answer and form reads like
	@$(BIN)/python -m tests.golden

lives: $(VENV)/dev.stamp  ## Write anew what each channel reads in whole lives of a release
	@$(BIN)/python -m tests.scenarios.lives

check: $(VENV)/dev.stamp  ## Check format, lint, types, layers and the lock
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/arrows.py --check
	@PYTHONPATH=. $(BIN)/python tools/tables.py --check
	@$(BIN)/python -m tests.phrasings --check
	@$(BIN)/python tools/lock.py --check

format: $(VENV)/dev.stamp  ## Format the code and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

arrows: $(VENV)/dev.stamp  ## Draw the picture of the imports in ARCHITECTURE.md anew
	@$(BIN)/python tools/arrows.py

pictures: $(VENV)/dev.stamp  ## Take the pictures of the documentation from the running page (needs Chromium)
	@PYTHONPATH=packages/slack-simulator/tests $(BIN)/python -m tests.browser.screenshots docs/pictures

docs: $(VENV)/dev.stamp  ## Build the pages of the documentation in site/; a broken link ends it
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --conf-dir docs . site
	@echo 'Open site/index.html in your browser.'

bench: $(VENV)/dev.stamp  ## Measure what things cost: the table of docs/performance.md, a message, a report
	@$(BIN)/python -m tests.bench --keep
	@$(BIN)/python -m tests.bench.rendering
	@$(BIN)/python -m tests.bench.cases

bench-quick: $(VENV)/dev.stamp  ## Measure what answers cost in a large workspace against a small one (a minute)
	@$(BIN)/python -m tests.bench --quick

bench-intake: $(VENV)/dev.stamp  ## Measure how well the vendor's news is read
	@$(BIN)/python -m tests.bench.intake

torture: $(VENV)/dev.stamp  ## Kill the bot again and again while Slack fails, then count: lost, twice
	@PROPERTY_EXAMPLES=1000 $(BIN)/python -m pytest --timeout=1200 tests/rollouts/test_delivery_properties.py
	@$(BIN)/python -m tests.torture --zones 2
	@$(BIN)/python -m tests.torture --zones 2 --releases 5 --database postgres --replicas 3

lock: $(VENV)/dev.stamp  ## Write the locked requirements anew from pyproject.toml
	@$(BIN)/python tools/lock.py

clean:  ## Remove what the other targets made
	rm -rf .venv .venvs site .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(VENV)/bin/python:
	@test -n '$(PYTHON)' || { echo 'Fortnight needs Python 3.11 or newer, and none was found. Install it, or say: make PYTHON=/path/to/python3'; exit 1; }
	@echo 'Making $(VENV) (once) ...'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'No virtual environment could be made. On Debian and Ubuntu install the package python3-venv.'; exit 1; }

$(VENV)/run.stamp: requirements.txt $(PROJECTS:%=%/pyproject.toml) | $(VENV)/bin/python
	@$(INSTALL) requirements.txt $(PROJECTS:%=--editable %)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@$(INSTALL) requirements-dev.txt
	@touch $@
