# `make` lists what there is. Everything lives in .venv of this checkout; nothing outside it is touched.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

# The first Python that is new enough; name another with `make PYTHON=… demo`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
REPORTS ?=
DEMO := demo.oathbook
OATHBOOK := $(BIN)/oathbook
JOBS ?= 2
TESTS ?=

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Set-up. Each step leaves a stamp, so that a second run costs nothing.

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo "Oathbook needs Python 3.11 or newer; here is $$(python3 --version 2>&1 || echo none). \
	Install one, or name it: make PYTHON=/path/to/python3.12 demo" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "Oathbook needs Python 3.11 or newer; $(PYTHON) is $$("$(PYTHON)" --version 2>&1)." >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments. \
	On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/ready: $(VENV)/made requirements/lock.txt pyproject.toml
	@echo "Installing what Oathbook needs, as pinned in requirements/lock.txt (a minute, once)"
	@$(PIP) install -qq --require-hashes --requirement requirements/lock.txt
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements/dev.txt
	@echo "Installing what its tests need, as pinned in requirements/dev.txt"
	@$(PIP) install -qq --require-hashes --requirement requirements/dev.txt
	@touch $@

.PHONY: setup setup-dev
setup: $(VENV)/ready ## install Oathbook in .venv
setup-dev: $(VENV)/ready-dev ## the same with everything for working on it

# Use.

.PHONY: demo
demo: $(VENV)/ready ## read the example reports (and REPORTS="files…") and ask the book about them
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@printf '\n$$ oathbook read examples/reports %s\n' "$(REPORTS)"
	@$(OATHBOOK) read --book $(DEMO) examples/reports $(REPORTS) || test $$? -eq 1  # 1: some could not be read, the rest was
	@for question in "timeline boko-haram" "who al-mourabitoun" "who adnan-abu-walid-al-sahrawi" \
		"why adnan-abu-walid-al-sahrawi islamic-state"; do \
		printf '\n$$ oathbook %s\n' "$$question"; $(OATHBOOK) $$question --book $(DEMO); done
	@printf '\nThe book is %s. Ask it more: %s who boko-haram --as-of 2015-03-10 --book %s\n' $(DEMO) $(OATHBOOK) $(DEMO)
	@printf 'Or open it in your browser: %s serve --book %s --open\n' $(OATHBOOK) $(DEMO)

# Work.

.PHONY: test
test: $(VENV)/ready-dev ## run the tests (TESTS="tests/unit/reading" for some of them)
	@$(BIN)/pytest -n $(JOBS) --dist loadfile $(TESTS)

.PHONY: lint
lint: $(VENV)/ready-dev ## formatting, lint, types and layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: format
format: $(VENV)/ready-dev ## format the code and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: docs
docs: $(VENV)/ready-dev ## write the generated pages, printed examples and pictures anew
	@$(BIN)/python docs/reference.py
	@$(BIN)/python docs/examples.py
	@$(BIN)/python docs/notebook.py
	@$(BIN)/python docs/pictures.py
	@command -v chromium >/dev/null && $(BIN)/python docs/desk_pictures.py || echo "No chromium here: the pictures of the desk stay."

# The desk's pages are built with Node 20 or newer and committed: whoever installs Oathbook needs no Node.

web/node_modules/ready: web/package-lock.json
	@command -v npm >/dev/null || { echo "The desk's pages are built with Node 20 or newer and npm: install them." >&2; exit 1; }
	@cd web && npm ci --silent
	@touch $@

.PHONY: desk desk-check
desk: $(VENV)/ready web/node_modules/ready ## build the desk's pages from web/ into the package
	@$(BIN)/python -m oathbook.desk.openapi
	@cd web && npm run --silent api && npm run --silent check && npm run --silent test && npm run --silent build
	@$(BIN)/python web/stamp.py

desk-check: web/node_modules/ready ## the desk's own checks: types against the API, svelte-check, vitest
	@cd web && npm run --silent drift && npm run --silent check && npm run --silent test

.PHONY: bench
bench: $(VENV)/ready-dev ## print the figures of quality and speed
	@$(BIN)/python -m bench.quality
	@$(BIN)/python -m bench.read

.PHONY: lock
lock: $(VENV)/ready-dev ## resolve the requirements anew into requirements/*.txt
	@$(PIP) install --quiet uv
	@for target in lock dev; do \
		more=""; test $$target = lock || more="--constraint requirements/lock.txt --all-extras --group pyproject.toml:dev"; \
		$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-annotate --custom-compile-command "make lock" $$more \
			pyproject.toml requirements/build.in --output-file requirements/$$target.txt; done

.PHONY: wheel
wheel: $(VENV)/ready-dev ## build the wheel into dist/
	@$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

.PHONY: clean
clean: ## remove .venv, the demo book and every cache
	@rm -rf $(VENV) $(DEMO) $(DEMO)-wal $(DEMO)-shm dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache web/node_modules
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
