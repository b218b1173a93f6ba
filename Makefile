# Every target sets up what it needs; a second run installs nothing.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
READY := .venv/.synced

.DEFAULT_GOAL := help
.PHONY: help report test notebooks lab seal bench newest lint clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(READY) ## Execute every notebook, render the site, say where it lies
	@$(BIN)/python -m briefing report

test: $(READY) ## Run every test, each notebook's stored outputs included
	@$(BIN)/python -m pytest

notebooks: $(READY) ## Execute every notebook in place and store its outputs
	@$(BIN)/python -m briefing execute

lab: $(READY) ## Open the notebooks in JupyterLab
	@$(BIN)/jupyter lab --notebook-dir=notebooks

seal: $(READY) ## After a change of data: record sizes and hashes in datapackage.json
	@$(BIN)/python -m briefing seal

bench: $(READY) ## Time the measures beside other libraries (in an environment of its own)
	@test -x build/bench/bin/python || $(BIN)/python -m venv build/bench
	@$(BIN)/uv pip install --quiet --python build/bench/bin/python -r tests/benchmarks/requirements.txt -e .
	@build/bench/bin/python tests/benchmarks/bench_concentration.py

newest: $(READY) ## Run the tests with the newest versions admitted (in an environment of its own)
	@test -x build/newest/bin/python || $(BIN)/python -m venv build/newest
	@$(BIN)/uv pip install --quiet --upgrade --python build/newest/bin/python -e .[notebooks,site,tests]
	@build/newest/bin/python -m pytest -m "not lock"

lint: $(READY) ## Check the style of library and tests
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

clean: ## Remove the environment and everything built
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis

# The environment is exactly what uv.lock says (--inexact only spares pip and uv themselves).
$(READY): uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@VIRTUAL_ENV=.venv $(BIN)/uv sync --quiet --active --frozen --inexact --all-extras
	@touch $@
