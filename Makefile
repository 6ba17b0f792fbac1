# Needs python3 (3.11 or newer), pip and make; everything else is installed into .venv
# from the hash-locked requirements.lock.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help install demo test check serve bench format lock clean

help: ## zeigt diese Übersicht
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed ## legt .venv an und installiert alles, was requirements.lock nennt

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: install ## spielt die Hauptsache durch: Stadt, Krankmeldungen, Plan, Kalender (Ordner demo/)
	$(BIN)/lueckenlos demo --dir demo

test: install ## installiert und führt alle Tests aus, auf SQLite, PostgreSQL und Valkey
	$(BIN)/pytest -n 2 --dist loadgroup

check: install ## prüft Stil, Format, Typen und die Schichten
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: install ## startet den Dienst auf http://127.0.0.1:8000 mit der Datenbank der Demo
	@test -f demo/lueckenlos.sqlite || $(MAKE) demo
	LUECKENLOS_DATABASE_URL=sqlite:///demo/lueckenlos.sqlite \
	LUECKENLOS_SECRET_KEY_FILE=demo/secret-key $(BIN)/lueckenlos serve

bench: install ## misst den Rechenkern neben einem einfachen Modell (einige Minuten)
	$(BIN)/python -m tests.benchmarks

format: install ## formatiert den Quelltext
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## schreibt requirements.lock neu (braucht uv im PATH)
	uv pip compile pyproject.toml --extra scale --extra test --extra dev \
		--universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --no-emit-index-url --no-emit-find-links \
		--quiet --output-file requirements.lock

clean: ## entfernt .venv, Zwischenspeicher und die Demo
	rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
