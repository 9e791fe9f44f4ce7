# Needs a POSIX shell, make and Python 3.11. Everything else is set up on the way.
.POSIX:
PYTHON = python3
SETUP = $(PYTHON) scripts/setup.py
VENV = .venv/bin

help: ## what can be made
	@sed -n 's/^\([a-z]*\): ## /  make \1\t/p' Makefile

run: ## set up what is missing and run StreamVerse with its demo library
	@$(SETUP) web
	@STREAMVERSE_DEMO="$${STREAMVERSE_DEMO:-1}" exec $(VENV)/streamverse up

test: ## everything CI checks
	@$(SETUP) web dev chromium
	@$(VENV)/python scripts/check.py all

check: ## the quick part of it: format, lint, types, walls
	@$(SETUP) web dev
	@$(VENV)/python scripts/check.py quick

format: ## put every file into shape
	@$(SETUP) web dev
	@$(VENV)/python scripts/check.py format

openapi: ## write the API description, its types and the settings page
	@$(SETUP) web dev
	@$(VENV)/python scripts/check.py openapi

bench: ## measure, each figure with its ratio to a limit
	@$(SETUP) web dev
	@$(VENV)/python -m bench

soak: ## the long runs
	@$(SETUP) web dev chromium
	@$(VENV)/python -m pytest -m soak -s -o faulthandler_timeout=0

lock: ## take the newest versions that fit into the locks
	@$(SETUP) dev
	@$(VENV)/python scripts/lock.py

.PHONY: help run test check format openapi bench soak lock
