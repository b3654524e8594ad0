# The menu. Everything here works from a fresh clone with Python 3.11 or newer, make and a package index.

PYTHON ?= python3
BIN := .venv/bin
BENCH := .venv-bench/bin
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
BENCH := .venv-bench/Scripts
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check accept accuracy corpus corpus-diff bench fuzz docs bundle clean

help:  ## show this menu
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/ready  ## check the bundled real report and show the findings
	@$(BIN)/fuhe check corpus/documents/seed.docx --fail-on never

test: .venv/ready-dev  ## run all tests (on Debian as root, the programs some tests need are installed first)
	@sh tests/programs.sh
	@$(BIN)/python -m pytest -n auto

check: .venv/ready-dev  ## static checks: formatting, lint, types, the one way through the house
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

accept: .venv/ready-dev  ## rewrite the findings written in the rule pages (read the difference before you commit it)
	@$(BIN)/python tests/rule_pages.py

bench: .venv/ready-dev .venv-bench/ready  ## measure beside the other readers, in one run; writes bench/README.md
	@$(BIN)/python -m bench

accuracy: .venv/ready-dev  ## measure fields, records, rules and false alarms; writes docs/accuracy.md
	@sh tests/programs.sh chromium
	@$(BIN)/python -m corpus.measure accuracy

corpus-diff: .venv/ready-dev  ## findings and records gained and lost since the last release (or REV=…)
	@sh tests/programs.sh
	@$(BIN)/python -m corpus.measure diff $(REV)

fuzz: .venv/ready-dev  ## the fuzz tests with 1000 new examples each, some minutes (FUHE_FUZZ=examples)
	@FUHE_FUZZ=$${FUHE_FUZZ:-1000} $(BIN)/python -m pytest -n auto tests/test_fuzz_*.py

docs: .venv/ready-dev  ## write the output schemas and the terminal picture again
	@$(BIN)/python docs/build.py

bundle: .venv/ready  ## wheels of fuhe and all it needs, for a machine without any network (dist/bundle)
	@rm -rf dist/bundle
	@$(PIP) wheel --wheel-dir dist/bundle -c constraints.txt ".[encrypted,parquet]"
	@echo "dist/bundle: $$(ls dist/bundle | wc -l) wheels; on the other machine: python3 -m venv fuhe && fuhe/bin/pip install --no-index --find-links dist/bundle 'fuhe[encrypted,parquet]'"

corpus: .venv/ready-dev  ## build the corpus documents again (needs LibreOffice)
	@sh tests/programs.sh chromium
	@$(BIN)/python -m corpus.make

clean:  ## remove the environment and all caches
	rm -rf .venv .venv-bench bench/.work .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv-bench/ready: bench/peers.txt
	@$(PYTHON) -m venv .venv-bench
	@$(BENCH)/python -m pip --disable-pip-version-check --quiet install -r bench/peers.txt
	@touch $@

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit("fuhe needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; try make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/python pyproject.toml constraints.txt
	@echo "preparing .venv …" >&2
	@$(PIP) install -c constraints.txt -e .
	@$(BIN)/python -m compileall -q extract normalize validate fuhe
	@touch $@

.venv/ready-dev: .venv/python pyproject.toml constraints.txt
	@echo "preparing .venv with the tools for tests …" >&2
	@$(PIP) install -c constraints.txt -e ".[dev,encrypted,parquet,repair]"
	@$(PIP) install -c constraints.txt -e ".[ocr]" || echo "no OCR here; its tests are skipped" >&2
	@touch $@ .venv/ready
