# The machine needs Python 3.11 or newer with its venv module, and make. Nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
UV := uv==0.13.9

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test bench floors lint format

help:
	@echo "make run      start Qawl on this machine; PORT=8001 for another port"
	@echo "make test     run all tests; ARGS='-k search' for some of them"
	@echo "make bench    measure; ARGS=copies for one measurement, not all"
	@echo "make floors   raise the floors that the engine has outgrown on the gold"
	@echo "make lint     check with ruff and mypy"
	@echo "make format   put the code into ruff's form"
	@echo "make setup    only prepare $(VENV)"

run: setup
	@exec $(BIN)/python manage.py up $(ARGS)

test: setup-dev
	@exec $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

bench: setup-dev
	@exec $(BIN)/python -m tests.bench $(ARGS)

floors: setup-dev
	@$(BIN)/python -m tests.gold.floors

lint: setup-dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: setup-dev
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

setup:
	@$(call install,requirements.txt)

setup-dev:
	@$(call install,requirements-dev.txt)

# What was installed is kept beside it: the next start compares two files and is immediate, and a
# changed list is installed without being asked for.
define install
set -e; \
$(BIN)/python -c '' 2>/dev/null && cmp -s $(1) $(VENV)/$(1) && exit 0; \
$(BIN)/python -c '' 2>/dev/null && test -x $(BIN)/uv || { $(make_venv); }; \
echo "Installing $(1) into $(VENV)"; \
$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $(1); \
cp $(1) $(VENV)/$(1)
endef

define make_venv
test -n "$(PYTHON)" || $(call fail,Python 3.11 or newer was not found.); \
"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || $(call fail,$(PYTHON) is missing or too old: Qawl needs Python 3.11. Choose one: make PYTHON=/path/to/python3.11); \
"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null \
  || $(call fail,The venv module of $(PYTHON) is missing (Debian: apt install python3-venv).); \
"$(PYTHON)" -m venv --clear $(VENV); \
$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)
endef

fail = { echo "$(1)" >&2; exit 1; }
