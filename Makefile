# Every target sets up what it needs; a second run installs nothing.
PYTHON ?= python3
PYTHONS ?= 3.11 3.12 3.13
UV_VERSION := 0.13.9
NBMAKE_VERSION := 1.5.5
BIN := .venv/bin
READY := .venv/.synced

.DEFAULT_GOAL := help
.PHONY: help report test validate notebooks pictures lab seal mutants code-mutants repeat matrix newest \
  bench bench-validation lint clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(READY) ## Execute every notebook, render the site, say where it lies
	@$(BIN)/python -m briefing report

test: $(READY) ## Run every test, each notebook's stored outputs included
	@$(BIN)/python -m pytest

# No property is tested here, and hypothesis is slow to start.
VALIDATE := $(BIN)/python -m pytest -q -p no:hypothesispytest notebooks

validate: $(READY) ## Of the tests, only the notebooks: run them, compare every stored output
	@$(VALIDATE)

notebooks: $(READY) ## Execute every notebook in place and store its outputs
	@$(BIN)/python -m briefing execute

pictures: $(READY) ## After an intended change of looks: draw the baseline pictures anew
	@$(BIN)/python -m pytest --quiet -m mpl_image_compare --mpl-generate-path=tests/unit/baseline tests/unit

lab: $(READY) ## Open the notebooks in JupyterLab
	@$(BIN)/jupyter lab --notebook-dir=notebooks

seal: $(READY) ## After a change of data: record sizes and hashes in datapackage.json
	@$(BIN)/python -m briefing seal

mutants: $(READY) ## Change every number of the data, one at a time, and see what notices
	@$(BIN)/python tests/mutants/data_mutants.py $(TABLES)

repeat: $(READY) ## Validate the notebooks twenty times over, a line each
	@mkdir -p build; for run in $$(seq 20); do \
	  $(VALIDATE) | tail -n 1 | sed "s/^/$$run: /"; \
	done | tee build/repeat.log; ! grep -v ' passed in ' build/repeat.log

matrix: $(READY) ## Execute the notebooks under each supported Python; nothing stored may change
	@for version in $(PYTHONS); do \
	  export UV_PROJECT_ENVIRONMENT=build/python$$version; \
	  $(BIN)/uv sync --quiet --frozen --all-extras --no-python-downloads --python $$version && \
	  $$UV_PROJECT_ENVIRONMENT/bin/python -m briefing execute > /dev/null && \
	  git diff --exit-code --stat -- notebooks && \
	  echo "$$($$UV_PROJECT_ENVIRONMENT/bin/python --version): stored outputs unchanged" || exit 1; \
	done

bench: $(READY) ## Time the measures beside other libraries (in an environment of its own)
	@test -x build/bench/bin/python || $(BIN)/python -m venv build/bench
	@$(BIN)/uv pip install --quiet --python build/bench/bin/python -r tests/benchmarks/requirements.txt -e .
	@build/bench/bin/python tests/benchmarks/bench_concentration.py

bench-validation: $(READY) ## Time the validation of the notebooks beside other ways to run them
	@$(BIN)/uv pip install --quiet --no-deps --target build/nbmake nbmake==$(NBMAKE_VERSION)
	@$(BIN)/python tests/benchmarks/bench_validation.py

code-mutants: $(READY) ## Plant small errors in the arithmetic, count what tests miss (MODULES="growth bounds")
	@test -x build/mutation/bin/python || $(BIN)/python -m venv build/mutation
	@$(BIN)/uv pip install --quiet --python build/mutation/bin/python -r tests/mutation/requirements.txt -e .
	@build/mutation/bin/python tests/mutation/code_mutants.py $(MODULES)

newest: $(READY) ## Run the tests with the newest versions admitted (in an environment of its own)
	@test -x build/newest/bin/python || $(BIN)/python -m venv build/newest
	@$(BIN)/uv pip install --quiet --upgrade --python build/newest/bin/python -e .[notebooks,site,tests]
	@build/newest/bin/python -m pytest -m "not lock"

lint: $(READY) ## Check the style of library and tests, and the types of the library
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

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
