# SkillTracker: `make run` serves it, `make test` proves it, `make help` lists the rest.
# Each target that needs the virtual environment makes it first; it is made again only when the requirements change.

SHELL := /bin/sh
PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
COMPILE := $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header


.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run web test test-deep lint infra bench schema lambda requirements backup restore clean

help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv with the development requirements, where missing or out of date
	@.ci/setup

run: setup ## serve the product at http://127.0.0.1:8000 (PORT=8123 for another port)
	@$(PYTHON) frontend/build.py --optional
	@exec $(MANAGE) serve

web: setup ## build the web app, where its sources changed
	@$(PYTHON) frontend/build.py

test: setup ## pass all tests: PostgreSQL, faults, SQLite
	@.ci/test

test-deep: setup ## the long versions: hundreds of kills, hundreds of examples
	@.ci/test deep

lint: setup ## formatting, types, imports, security, secrets, schema
	@.ci/lint

infra: setup ## check infra/: Terraform and the policy scanner
	@.ci/infra

bench: setup ## the benchmarks, as one table
	@$(PYTHON) -m benchmarks

schema: setup ## write docs/openapi.yaml
	@mkdir -p docs
	@$(MANAGE) spectacular --validate --fail-on-warn --file docs/openapi.yaml
	@$(PYTHON) frontend/build.py run types

lambda: setup ## build the worker's zip for AWS (PYTHON_VERSION=3.12 ARCH=x86_64, BYTECODE=1 to compile it too)
	@$(PYTHON) infra/lambda/build.py --python $(or $(PYTHON_VERSION),3.12) --architecture $(or $(ARCH),x86_64) \
		$(if $(BYTECODE),--bytecode)

requirements: setup ## compile requirements.txt and requirements-dev.txt with hashes (UPGRADE=1 takes newer versions)
	$(COMPILE) $(if $(UPGRADE),--upgrade) requirements.in --output-file requirements.txt
	$(COMPILE) $(if $(UPGRADE),--upgrade) requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt
	$(COMPILE) --upgrade infra/lambda/requirements.in --constraint requirements.txt --output-file infra/lambda/requirements.txt
	$(COMPILE) $(if $(UPGRADE),--upgrade) infra/requirements.in --output-file infra/requirements.txt

backup: setup ## copy the database into backend/db/backups/
	@$(MANAGE) backup

restore: setup ## put a copy back: make restore FILE=backend/db/backups/... (YES=1 does not ask)
	@test -n "$(FILE)" || { echo "Say which copy: make restore FILE=backend/db/backups/<name>"; exit 2; }
	@$(MANAGE) restore $(if $(YES),--yes) "$(FILE)"

clean: ## remove caches, built files and .venv; the data in backend/db/ stays
	rm -rf .venv .cache .mypy_cache .pytest_cache .hypothesis .import_linter_cache backend/staticfiles
	rm -rf frontend/node_modules frontend/dist frontend/.build.lock
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
