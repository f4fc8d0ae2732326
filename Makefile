# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.
# Quoted paths throughout: the checkout may stand in a folder with spaces.

PYTHON ?= python3
PORT ?= 8000
SEED ?= 6
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-postgres e2e screenshots lint types unit serve worker bench messages lock clean

help: ## List the targets
	@grep -E '^[a-z0-9-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 16

.venv/ready: requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; " + sys.executable + " is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11")'
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python lacks venv or pip. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv (once)"
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch .venv/ready

demo: .venv/ready ## The site with invented people at http://127.0.0.1:8000 (other port: PORT=8001)
	@exec env PORT="$(PORT)" DEMO_DIR=demo $(BIN)/python -m mentoringup demo --seed "$(SEED)"

test: .venv/ready lint types unit ## Check style, layers and types, and run every test

lint: .venv/ready ## ruff and import-linter
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports

types: .venv/ready ## mypy, strict
	@$(BIN)/mypy

unit: .venv/ready ## pytest alone
	@$(BIN)/python -m pytest --numprocesses auto

test-postgres: .venv/ready ## The site's tests on PostgreSQL (a throw-away one, unless DATABASE_URL names one)
	@$(BIN)/python tests/throwaway_postgres.py $(BIN)/python -m pytest --numprocesses auto tests/mentoringup

e2e: .venv/ready ## Journeys in a real Chromium, with axe on every page
	@$(BIN)/python -m pytest e2e --numprocesses 2 --dist loadfile --no-loadscope-reorder

screenshots: .venv/ready ## Take the pictures of the site in docs/images anew
	@$(BIN)/python e2e/screenshots.py

serve: .venv/ready ## Serve the site on your own data while you develop (settings: docs/configuration.md)
	@DEBUG=$${DEBUG-yes} $(BIN)/mentoringup migrate --verbosity 0
	@exec env DEBUG=$${DEBUG-yes} $(BIN)/mentoringup runserver 127.0.0.1:$(PORT)

worker: .venv/ready ## Do background jobs and send mails for `make serve`
	@exec env DEBUG=$${DEBUG-yes} EMAIL_URL=$${EMAIL_URL-console://} $(BIN)/mentoringup worker

bench: .venv/ready ## Measure against pandas, R, PSPP and a bare read (quick: BENCH=--quick)
	@$(BIN)/python benchmarks/run.py $(BENCH)

messages: .venv/ready ## Extract the site's texts and compile their Spanish (needs GNU gettext)
	@$(BIN)/python tests/write_messages.py

lock: ## Write requirements.lock anew from pyproject.toml
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/python -m piptools compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --output-file requirements.lock pyproject.toml

clean: ## Remove everything that was made
	rm -rf .venv demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
