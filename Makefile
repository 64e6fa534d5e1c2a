# Two commands for a machine with Python 3.11, git and make: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# pywb replays what we archive in a test; it needs old packages, hence an environment of its own.
PYWB := .venv-pywb
PYWB_READY := $(PYWB)/.ready
# Other readers of pages, for benchmarks/pages.py only.
PEERS := .venv-peers
PEERS_READY := $(PEERS)/.ready
# What grows the forests of the page parser, for benchmarks/training only.
TRAINING := .venv-training
TRAINING_READY := $(TRAINING)/.ready

.PHONY: demo test check peers training lock clean

demo: $(READY)
	$(BIN)/sitrep demo

test: $(READY) $(PYWB_READY)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(PYTEST_ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $(READY)

$(PYWB_READY): requirements-pywb.lock
	test -x $(PYWB)/bin/python || $(PYTHON) -m venv $(PYWB)
	$(PYWB)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-pywb.lock
	touch $(PYWB_READY)

peers: $(PEERS_READY)

# The pip that comes with Python 3.11 is too old for some of the peers' packages.
$(PEERS_READY): benchmarks/requirements-peers.txt
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24'
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements-peers.txt
	touch $(PEERS_READY)

training: $(READY) $(TRAINING_READY)

$(TRAINING_READY): benchmarks/requirements-training.txt
	test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements-training.txt
	touch $(TRAINING_READY)

lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --output-file requirements.lock

clean:
	rm -rf $(VENV) .venv-* demo-data
