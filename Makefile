# The commands a person types. `make run` and `make test` work on a fresh machine with Python 3.11+, Node 20+ and make.
PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin
export PORT
export FLASK_APP = wsgi

.PHONY: run test check format lint imports types migrations bench lock clean

run: export LOG_LEVEL ?= WARNING
run: .venv/installed careers/static/dist/site.css  ## start the demonstration
	$(BIN)/flask db upgrade
	$(BIN)/flask demo load --once
	$(BIN)/python -m careers.demo.serve

test: .venv/installed-dev careers/static/dist/site.css  ## the whole suite; says what it skips and why
	$(BIN)/python -m tests.run

check: format lint imports types migrations test  ## what .ci/run runs

format: .venv/installed-dev
	$(BIN)/ruff format --check .

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/python -m tests.lines

imports: .venv/installed-dev
	$(BIN)/lint-imports --no-cache

types: .venv/installed-dev
	$(BIN)/mypy careers wsgi.py gunicorn.conf.py

migrations: .venv/installed-dev
	$(BIN)/python -m tests.migrations

bench: .venv/installed-dev careers/static/dist/site.css  ## speed, ranking and load at national size; takes minutes
	$(BIN)/python -m tests.bench

lock:  ## write every transitive pin
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-find-links --no-emit-options --no-header --strip-extras --upgrade requirements.in -o requirements.txt
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-find-links --no-emit-options --no-header --strip-extras --upgrade requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf .venv node_modules careers/static/dist

.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	touch $@

careers/static/dist/site.css: node_modules/.package-lock.json $(wildcard frontend/*)
	npm run --silent build
