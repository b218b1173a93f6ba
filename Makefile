# Every target sets up what it needs; a second run installs nothing.
PYTHON ?= python3
PYTHONS ?= 3.11 3.12 3.13
UV_VERSION := 0.13.9
NBMAKE_VERSION := 1.5.5
BIN := .venv/bin
READY := .venv/.synced
WEBSITE := notebooks/website

.DEFAULT_GOAL := help
.PHONY: help report test validate notebooks executed lab seal mutants meaning-mutants code-mutants \
  repeat matrix newest bench bench-validation lint clean

# What is set for another environment or project steers nothing here. Of pip's and uv's settings
# only those stay that say how packages are reached.
REACH := PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS PIP_CERT PIP_PROXY PIP_TRUSTED_HOST \
  PIP_DEFAULT_TIMEOUT PIP_CACHE_DIR PIP_CONFIG_FILE UV_DEFAULT_INDEX UV_INDEX UV_INDEX_URL \
  UV_EXTRA_INDEX_URL UV_FIND_LINKS UV_CACHE_DIR UV_OFFLINE UV_HTTP_TIMEOUT UV_NATIVE_TLS \
  UV_SYSTEM_CERTS UV_INSECURE_HOST UV_LINK_MODE
unexport $(filter-out $(REACH),$(filter PIP_% UV_% PYTHON% VIRTUAL_ENV CONDA_PREFIX JUPYTER_% \
  IPYTHON% MATPLOTLIB% MPL%,$(.VARIABLES)))
export PIP_USER := 0
export MPLCONFIGDIR := $(CURDIR)/build/matplotlib

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(READY) ## Execute every notebook, render the site, say where it lies
	@$(BUILD) build/site.made
	@echo "the site is at $(CURDIR)/build/site/index.html"

notebooks: $(READY) ## Execute every notebook and store its outputs in place
	@$(BUILD) executed
	@$(BIN)/python $(WEBSITE)/store.py

# pages.py deletes the records (.made) of what has to be built again; make builds what has no
# record, two notebooks at a time unless it was told how many.
BUILD = pages="$$($(BIN)/python $(WEBSITE)/pages.py)" && \
  $(MAKE) -s --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j2) PAGES="$$pages"

executed: $(PAGES)

build/notebooks/%.made:
	@$(BIN)/python $(WEBSITE)/execute.py notebooks/$*.ipynb build/notebooks/$*.ipynb

build/site.made: $(PAGES)
	@$(BIN)/python $(WEBSITE)/render.py

test: $(READY) ## Run every test, each notebook's stored outputs included
	@$(BIN)/python -m pytest

# No property is tested here, and hypothesis is slow to start.
VALIDATE := $(BIN)/python -m pytest -q -p no:hypothesispytest notebooks

validate: $(READY) ## Of the tests, only the notebooks: run them, compare every stored output
	@$(VALIDATE)

lab: $(READY) ## Open a working copy in JupyterLab (its options: ARGS="--port 9999")
	@$(BIN)/python $(WEBSITE)/serve_lab.py $(ARGS)

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
	  $(MAKE) --no-print-directory notebooks BIN=$$UV_PROJECT_ENVIRONMENT/bin > /dev/null && \
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

meaning-mutants: $(READY) ## Try to draw and say what is false, and see what refuses it
	@$(BIN)/python tests/mutants/meaning_mutants.py

code-mutants: $(READY) ## Plant small errors in the arithmetic, count what tests miss (MODULES="growth facts.fact")
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

# The environment is exactly what uv.lock says (--inexact only spares pip and uv themselves). Its
# stamp names its checkout: copied or linked, half made or without its interpreter, it is made anew.
ifneq ($(shell .venv/bin/python -ISc 'print(open("$(READY)").read())' 2>/dev/null || true),$(CURDIR))
.PHONY: $(READY)
ANEW := yes
endif

$(READY): uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@test -z "$(ANEW)" || { test -L .venv || rm -f $@; rm -rf .venv; $(PYTHON) -m venv .venv; }
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@VIRTUAL_ENV=.venv .venv/bin/uv sync --quiet --active --frozen --inexact --all-extras
	@.venv/bin/python -c 'import matplotlib.font_manager'  # lists the fonts, once
	@echo '$(CURDIR)' > $@
