# Two commands set everything up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types wheel messages clean

demo: $(STAMP)
	@PATH="$(abspath $(BIN)):$$PATH" sh scripts/demo.sh

test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses=auto

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

wheel: $(STAMP)
	sh scripts/check_wheel.sh

messages: $(STAMP)
	$(BIN)/python scripts/messages.py

# installed again only when the dependencies changed, so the second run starts at once
$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) .demo dist build
