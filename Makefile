# Everything starts from Python 3.11 (or later) and make.
PYTHON ?= python3
BIN := .venv/bin
# Many processes start in the tests; where this is set, each compiles the course anew.
unexport PYTHONDONTWRITEBYTECODE
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# In the sandbox nothing can be written: what a worker imports is compiled before.
COMPILE_WORKER := import importlib.util as modules; from autograder.judging.worker import WARM; \
	[__import__(one) for one in WARM if modules.find_spec(one.split(".")[0])]
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links
SOURCES := $(wildcard source/*/*.ipynb locales/*/*.po) $(wildcard autograder/*.py autograder/*/*.py) nbgrader_config.py

demo: install release/.made ## set up, build the release, grade a sample class in demo/, say where to look
	$(BIN)/python -m autograder.demo

install: .venv/.installed ## create .venv with everything in requirements.txt

.venv/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(PIP) "$$(grep '^uv==' requirements.txt)"
	$(BIN)/uv pip install --quiet -r requirements.txt || $(PIP) -r requirements.txt
	@$(BIN)/python -X frozen_modules=off -c '$(COMPILE_WORKER)'
	@touch $@

release: release/.made ## lint source/ and generate release/ from it

release/.made: $(SOURCES) | .venv/.installed
	$(BIN)/autograder lint
	$(BIN)/autograder release
	@touch $@

bundle: install ## write the students' zip for the LMS into dist/; UNIT=3 takes units 1 to 3, EDITION=es the Spanish ones
	$(BIN)/autograder bundle $(UNIT) $(if $(EDITION),--language $(EDITION))

lite: release ## build the browser edition, in which nothing is to be installed, into dist/site/lite
	$(BIN)/autograder lite

translations: install ## bring the catalogs in locales/ up to date with the English texts; say what is to be translated
	$(BIN)/autograder translations

site: install release/.made demo/report/index.html ## build the site to read, in all languages, in dist/site/
	$(BIN)/autograder site

demo/report/index.html:
	$(MAKE) demo

lab: install ## open the students' notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir=release

outputs: install ## run the notebooks of source/ anew and keep their outputs
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False \
		--ExecutePreprocessor.store_widget_state=False source/*/*.ipynb

lint-all: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check: lint-all ## the quick loop while working: lint, types, the fast tests
	$(BIN)/mypy
	$(BIN)/autograder lint
	$(BIN)/pytest -q -n auto -m "not slow and not exhaustive" tests course autograder

test: lint-all ## lint, types, the tests of every promise, every notebook against its stored outputs
	$(BIN)/pytest -n auto --durations=25 -m "not exhaustive" --nbval --nbval-sanitize-with=tests/nbval.cfg

test-all: lint-all ## all that, and what is random, long or exhaustive: before a release
	$(BIN)/pytest -n auto --durations=25 --hypothesis-profile=thorough --nbval --nbval-sanitize-with=tests/nbval.cfg

coverage: install ## which lines the quick tests do not reach; those that run in processes of their own are not counted
	$(BIN)/pytest -q -n auto --cov=autograder --cov=course --cov-report=term:skip-covered -m "not slow and not exhaustive" tests course autograder

bench: install ## measure what has to be fast, as ratios within one run
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_grading
	$(BIN)/python -m tests.bench_looking
	$(BIN)/python -m tests.bench_class
	$(BIN)/python -m tests.bench_cluster
	$(BIN)/python -m tests.bench_term

lock: install ## renew requirements.txt, and the students' part of it, from pyproject.toml
	@$(LOCK) --upgrade --extra lab --extra instructors pyproject.toml > requirements.new
	@{ echo "# The students' part of requirements.txt, for make bundle. Renewed by 'make lock'."; \
	   $(LOCK) --constraint requirements.new --extra lab pyproject.toml; } > requirements-students.txt
	@{ echo "# The full lock: what instructors and CI install. Renewed by 'make lock'; students need a small part of it."; \
	   echo "-e ."; cat requirements.new; } > requirements.txt
	@rm requirements.new

clean: ## remove the demo, built zips and caches; never what a class handed in, its gradebook or its journal
	chmod -R u+w demo 2>/dev/null || true
	rm -rf demo dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo install release bundle lite translations site lab outputs lint-all check test test-all coverage bench lock clean help
.DEFAULT_GOAL := help
