# Needs python3 (3.11 or newer), pip and make; everything else is installed into .venv
# from the hash-locked requirements.lock.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help install demo test check serve bench format lock clean

help: ## show this overview
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed ## make .venv and install everything requirements.lock names

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: install ## run the main job: a town, sick calls, plan, publication, calendars (folder demo/)
	$(BIN)/lueckenlos demo --dir demo

test: install ## run all tests, on SQLite and on real PostgreSQL and Valkey processes
	$(BIN)/pytest -n 2

check: install ## lint, format, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: install ## serve the demo's database on http://127.0.0.1:8000
	@test -f demo/lueckenlos.sqlite || $(MAKE) demo
	LUECKENLOS_DATABASE_URL=sqlite:///demo/lueckenlos.sqlite \
	LUECKENLOS_SECRET_KEY_FILE=demo/secret-key $(BIN)/lueckenlos serve

bench: install .venv-peers/installed ## measure the planner beside its peers (15 minutes, wants a quiet machine)
	$(BIN)/pytest -q -s tests/benchmarks/prompt/*s.py tests/benchmarks/prompt/demonstration.py
	$(BIN)/python -m tests.benchmarks --out tests/benchmarks/results

# highspy and ortools cannot be imported by one process: the peers live apart.
.venv-peers/installed: tests/benchmarks/peers/requirements.lock
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip --disable-pip-version-check --quiet install --require-hashes -r $<
	@touch $@

format: install ## format the source
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## write the two lock files anew (needs uv on the PATH)
	uv pip compile pyproject.toml --extra scale --extra test --extra dev \
		--universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --no-emit-index-url --no-emit-find-links \
		--quiet --output-file requirements.lock
	uv pip compile tests/benchmarks/peers/requirements.in \
		--universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --no-emit-index-url --no-emit-find-links \
		--quiet --output-file tests/benchmarks/peers/requirements.lock

clean: ## remove both environments, caches and the demo
	rm -rf .venv .venv-peers demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
