# make demo   answers real questions on the plans that come with kgraph
# make test   every check: style, types, layers, tests with coverage
# Both make their own virtual environment in .venv; Python 3.11 or newer and make are all they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KGRAPH := $(BIN)/kgraph
MAKEFLAGS += --no-print-directory

.PHONY: demo test check clean bench
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@sh docs/demo.sh $(KGRAPH)

test: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -rs -n auto --dist worksteal --cov --cov-report=
	$(BIN)/coverage report
	$(BIN)/coverage report --include='kgraph/spor/*' --fail-under=100

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/cold_start.py
	$(BIN)/python benchmarks/compile.py
	$(BIN)/python benchmarks/completion.py
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/exports.py
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/explorer.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "kgraph needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@echo "Installing kgraph into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: $(VENV)/bin/python pyproject.toml
	@echo "Installing kgraph and its checks into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/.installed
