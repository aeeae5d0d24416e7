# Every target does its own set-up in .venv; nothing else needs to be installed by hand.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
RUN_READY := .venv/.run-ready
DEV_READY := .venv/.dev-ready
# A process for each processor, but no more than four: each may come to load the models.
SIDE_BY_SIDE := -n logical --maxprocesses 4 --dist worksteal

.PHONY: help run demo test test-fast test-scale lint format pictures benchmark conversations clean evaluate evaluate-quick conformance load load-scale soak faults fuzz million audit

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY)  ## start codibot: with a token on Telegram, without one in the playground
	@$(BIN)/codibot run

demo: $(RUN_READY)  ## watch one conversation from start to a saved look
	@$(BIN)/python -m scripts.demo

test: $(DEV_READY) lint  ## lint, types, directions between rooms, then every test
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-scale: $(DEV_READY)  ## storage, jobs and all conversations on PostgreSQL, two bots, two workers
	@$(BIN)/python -m pytest -m "scale or not scale" tests/storage tests/bot/updates/test_membership.py \
		tests/bot/models/test_elsewhere.py tests/e2e/test_scale.py

test-fast: $(DEV_READY)  ## every test but the end-to-end ones
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) --ignore tests/e2e

evaluate: $(DEV_READY)  ## how good the answers are: the whole table, JSON and pages (docs/evaluation.md)
	@$(BIN)/python -m scripts.evaluate

evaluate-quick: $(DEV_READY)  ## the same on a sample of the queries, for every day
	@$(BIN)/python -m scripts.evaluate --quick

lint: $(DEV_READY)  ## ruff, mypy, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV_READY)  ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

conformance: $(DEV_READY)  ## check the playground's answers against the types of @grammyjs/types (needs Node)
	@$(BIN)/python -m scripts.conformance

audit: $(DEV_READY)  ## known faults of what is installed (asks PyPI), and every licence
	@$(BIN)/pip install --quiet --disable-pip-version-check pip-audit
	@$(BIN)/python -m scripts.audit

load: $(DEV_READY)  ## 200 people at once for ten minutes, with a stub for the models (docs/reliability.md)
	@$(BIN)/python -m scripts.load

million: $(DEV_READY)  ## a million worn garments in PostgreSQL, mixed from data/index: an hour (docs/scaling.md)
	@$(BIN)/python -m scripts.million data/index .work/million

load-scale: $(DEV_READY)  ## two bots and one, then two workers on PostgreSQL: photos and buttons a second
	@$(BIN)/python -m scripts.scale

soak: $(DEV_READY)  ## the same crowd for an hour, memory of every process watched
	@$(BIN)/python -m scripts.scale --workers 2 --people 4 --photos --pause 0.5 1.5 --seconds 3600

faults: $(DEV_READY)  ## break processes, database, line, disk and clock twenty times each while people chat
	@$(BIN)/python -m scripts.faults

fuzz: $(DEV_READY)  ## 10,000 damaged photos and 10,000 distorted updates
	@$(BIN)/python -m scripts.fuzz

benchmark: $(RUN_READY)  ## how long people wait for an album, and what the event loop does meanwhile
	@$(BIN)/python -m scripts.benchmark.answer

conversations: $(DEV_READY)  ## play every written conversation in both languages, write docs/conversations.*.md
	@$(BIN)/python -m scripts.conversations

pictures: $(DEV_READY)  ## take the docs' pictures from the page, in a real browser
	@$(BIN)/python -m scripts.pictures

clean:  ## forget the set-up; data stays
	rm -rf .venv build *.egg-info

.venv/bin/pip:
	@sh scripts/setup_venv.sh "$(PYTHON)"

$(RUN_READY): pyproject.toml constraints.txt | .venv/bin/pip
	@echo "Setting codibot up in .venv: a few minutes, once."
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@$(BIN)/python -m scripts.fetch_cutout
	@touch $@

$(DEV_READY): $(RUN_READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[collect,draw,test]'
	@touch $@
