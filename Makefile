# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.
# Quoted paths throughout: the checkout may stand in a folder with spaces.

PYTHON ?= python3
SEED ?= 6
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit bench docs lock clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/ready: requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; " + sys.executable + " is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11")'
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python lacks venv or pip. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv (once)"
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch .venv/ready

demo: .venv/ready ## Evaluate the calibrated cohort and a real file shape into demo/
	@$(BIN)/python -m mentoreval.demo --seed "$(SEED)" --output demo

test: .venv/ready lint types unit ## Check style, layers and types, and run every test

lint: .venv/ready ## ruff and import-linter
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports

types: .venv/ready ## mypy, strict
	@$(BIN)/mypy

unit: .venv/ready ## pytest alone
	@$(BIN)/python -m pytest --numprocesses auto

bench: .venv/ready ## Measure against pandas, R, PSPP and a bare read (quick: BENCH=--quick)
	@$(BIN)/python benchmarks/run.py $(BENCH)

lock: ## Write requirements.lock anew from pyproject.toml
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/python -m piptools compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --output-file requirements.lock pyproject.toml

clean: ## Remove everything that was made
	rm -rf .venv demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
