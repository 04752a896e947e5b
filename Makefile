# Each target sets up what it needs on a bare machine: Python 3.11, make, git (and apt as root for
# Chromium, which only the browser test and the screenshots use).
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM := $(shell command -v chromium)

.PHONY: demo test lint types check-imports bench requirements setup browser clean

demo: $(VENV)/.run
	$(BIN)/daihoi demo

test: lint browser
	$(BIN)/pytest -n 2 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

browser: $(VENV)/.dev
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core >/dev/null; \
	else \
	  echo "The browser test needs Chromium. Install it (Debian: apt install chromium) and run make again." >&2; exit 1; \
	fi
endif

setup: $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

# Pins and hashes, without addresses of an index. Run after changing the dependencies.
requirements: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --allow-unsafe \
	  --python-version 3.11 --extra build -o requirements.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --allow-unsafe \
	  --python-version 3.11 --extra build --extra dev -o requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
