# notyet: two commands are enough. `make run` opens the planner, `make test` proves it.
# Wanted: Python 3.11 or newer, pip and make. Another Python: `make run PY=python3.13`.

PY ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
VPY := $(BIN)/python
# Three workers more than there are processors: tests of screens and of whole programs wait longer than they compute.
WORKERS ?= $(shell $(PY) -c 'import os; print((os.cpu_count() or 1) + 3)')
ARGS ?=
# Compiled modules are kept: each of the workers would compile pytest's own and ours again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo encrypted browser serve setup test lint format types warm tests torture bench floors snap shots docs \
  lock clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/run.stamp  ## set everything up and open the planner (ARGS="--book FILE today")
	@$(BIN)/notyet $(ARGS)

demo: $(VENV)/run.stamp  ## set everything up and open the demo book
	@$(BIN)/notyet demo

encrypted: $(VENV)/encrypted.stamp  ## set up what `notyet encrypt` needs (SQLCipher, as a wheel)

browser: $(VENV)/browser.stamp  ## set up what `notyet serve` needs (textual-serve)

serve: $(VENV)/browser.stamp  ## set it up and show the planner in a browser of this machine (ARGS="--port 0")
	@$(BIN)/notyet serve --open $(ARGS)

test: setup lint  ## set everything up and prove it: ruff, mypy, pytest, coverage floors
	@$(MAKE) --no-print-directory -j 2 types warm
	@$(MAKE) --no-print-directory tests floors

setup: $(VENV)/dev.stamp  ## set up the tools for development in .venv

lint: $(VENV)/dev.stamp  ## ruff: every rule but those named in pyproject.toml, and the format
	$(VPY) -m ruff check .
	$(VPY) -m ruff format --check .

format: $(VENV)/dev.stamp  ## let ruff mend what it can
	$(VPY) -m ruff check --fix .
	$(VPY) -m ruff format .

types: $(VENV)/dev.stamp  ## mypy --strict over the packages and the tests
	$(VPY) -m mypy

warm: $(VENV)/dev.stamp  # compile the tests once, while mypy leaves a processor idle; the workers would each do it
	@$(VPY) -m pytest -qq --collect-only --snapshot-warn-unused > /dev/null

tests: $(VENV)/dev.stamp  ## pytest with coverage (ARGS="-k R14")
	$(VPY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --cov --cov-report= $(ARGS)

torture: $(VENV)/dev.stamp  ## make every fault often, for half an hour; README's reliability table is drawn from it
	rm -f tests/faults/figures.json
	NOTYET_TORTURE=1 NOTYET_FIGURES=$(CURDIR)/tests/faults/figures.json \
	  $(VPY) -m pytest -v -rP -n $(WORKERS) --dist worksteal tests/faults $(ARGS)
	$(VPY) -m tui.cli.docs

bench: $(VENV)/dev.stamp  ## measure every budget for README's table; books are made once, in .bench (ARGS="--quick start")
	$(VPY) -m benchmarks $(ARGS)

floors:  ## coverage floors: playbook 100, storage 98, tui 90 percent
	$(VPY) -m coverage report --include='playbook/*' --fail-under=100
	$(VPY) -m coverage report --include='storage/*' --fail-under=98
	$(VPY) -m coverage report --include='tui/*' --fail-under=90

snap: $(VENV)/dev.stamp  ## take the screen snapshots anew; look at the difference before you commit
	$(VPY) -m pytest -q tests -k snapshot --snapshot-update

shots: $(VENV)/dev.stamp  ## draw the pictures in screenshots/ from the demo book
	$(VPY) screenshots/make.py

docs: $(VENV)/dev.stamp  ## write the generated parts of README.md
	$(VPY) -m tui.cli.docs
	$(VPY) -m benchmarks.published

lock:  ## pin the dependencies anew, with hashes (wants uv)
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 --group build pyproject.toml -o requirements/run.txt
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 --group build --extra encrypted pyproject.toml -o requirements/encrypted.txt
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 --group build --extra browser pyproject.toml -o requirements/browser.txt
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 --group build --group dev pyproject.toml -o requirements/dev.txt

clean:  ## throw away .venv and every cache; your book is not touched
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .bench .coverage .coverage.* dist build

$(VPY):
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'notyet wants Python 3.11 or newer. Say which: make run PY=python3.12' >&2; exit 1; }
	$(PY) -m venv $(VENV)

# The locks carry hashes: a changed archive is refused. The project itself is installed in place, without the network.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VPY)
	$(VPY) -m pip install --quiet --require-hashes -r requirements/run.txt
	$(VPY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/encrypted.stamp: requirements/encrypted.txt pyproject.toml | $(VPY)
	$(VPY) -m pip install --quiet --require-hashes -r requirements/encrypted.txt
	$(VPY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

$(VENV)/browser.stamp: requirements/browser.txt pyproject.toml | $(VPY)
	$(VPY) -m pip install --quiet --require-hashes -r requirements/browser.txt
	$(VPY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(VPY)
	$(VPY) -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(VPY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp
