# The developer's menu. `make run` and `make test` are all that a fresh machine needs.

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
ROWS ?=
ONLY ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench lock messages pictures

help: ## show this menu
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' Makefile | column -t -s '@'

setup: .venv/.locked ## make .venv and install the pinned libraries in it

.venv/.locked: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install python3 and python3-venv."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; " + sys.executable + " is " + sys.version.split()[0] + ". Install a newer one, or name it: make PYTHON=python3.12 run")'
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

run: setup ## start the back office: web and worker, with demo data on an empty database
	@$(MANAGE) start

test: setup lint ## every check and every test, on SQLite or on DATABASE_URL
	@$(BIN)/python -m pytest -n auto

lint: setup ## style, types, direction of imports, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/djlint --lint --quiet backoffice documents billing casework

bench: setup ## measure the speed beside its peers (ROWS=20000 and ONLY=name are possible)
	@$(BIN)/python -m tests.benchmarks $(if $(ROWS),--rows $(ROWS)) $(if $(ONLY),--only $(ONLY))

lock: ## pin the libraries of pyproject.toml, with hashes
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header -o requirements.lock

messages: setup ## gather the sentences for translation and compile the catalogues
	@$(MANAGE) makemessages --locale nl --no-obsolete --no-location --ignore .venv --ignore var --ignore tests
	@$(MANAGE) compilemessages --ignore .venv --ignore var

pictures: setup ## walk the journeys and leave their pictures in docs/pictures
	@PICTURES=1 $(BIN)/python -m pytest tests/journeys
