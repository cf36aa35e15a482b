# make run | test | check | audit | bench | clean. Each sets up what it needs in .venv by itself.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check audit bench clean lock

run: .venv/installed
	@$(BIN)/python -m data_access migrate
	@$(BIN)/python -m data_access demo
	@exec $(BIN)/python serve.py

test: .venv/installed-dev
	@$(BIN)/python -m tests $(ARGS)

bench: .venv/installed-dev
	@$(BIN)/python -m benchmarks.sign_in
	@$(BIN)/python -m benchmarks.load
	@$(BIN)/python -m benchmarks.allocation
	@$(BIN)/python -m benchmarks.decision_times
	@$(BIN)/python -m benchmarks.queue
	@$(BIN)/python -m benchmarks.screens
	@$(BIN)/python -m benchmarks.deciding

check: .venv/installed-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

audit: .venv/installed-dev
	@$(BIN)/python -m tests.audit

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# After changing a version: make lock writes down all versions that follow from it.
lock:
	@rm -rf .venv
	@$(MAKE) --no-print-directory .venv/bin/python
	@$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@{ echo '# Every package and version that make installs; written by make lock.'; \
		$(BIN)/python -m pip freeze; } > constraints.txt

.venv/installed: requirements.txt constraints.txt | .venv/bin/python
	@echo 'Installing the app into .venv (once)'
	@$(BIN)/python -m pip install --quiet -r requirements.txt -c constraints.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo 'Installing the test tools into .venv (once)'
	@$(BIN)/python -m pip install --quiet -r requirements-dev.txt -c constraints.txt
	@touch $@

.venv/bin/python:
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Python 3.11 or newer is needed: install it, or say make PYTHON=/path/to/python' >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }
	@'$(PYTHON)' -m venv .venv
