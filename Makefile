# `make demo` digests the example articles with the embedded profile; `make test` runs the tests, two
# at a time, each with one thread.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Five of the nine example articles, four stories, one of them in two papers: the small model takes
# some 50 seconds a story on two cores.
DEMO := $(addprefix examples/articles/,morocco-earthquake.html perseverance-landing.html \
	saudi-iran-agreement.md ever-given-harbour-courier.md ever-given-freed.txt)
INSTALLED := $(VENV)/.installed
INSTALLER := $(BIN)/python -m pip install --quiet

.PHONY: demo test lint locks clean

demo: $(INSTALLED)
	$(BIN)/polydigest run $(DEMO) --profile embedded --targets zh,ru --out outputs

test: $(VENV)/.installed-test
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --num-workers 2

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "polydigest needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALLER) -c constraints.txt -e '.[embedded]'
	touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALLER) -c constraints.txt -e '.[embedded,ctranslate2,dask,test]'
	touch $(INSTALLED) $@

# Of all platforms, and without anything of this machine's indexes but the hashes.
IMAGE_EXTRAS := --extra postgresql --extra ctranslate2 --extra pdf --extra warc
LOCK = UV_FIND_LINKS= $(BIN)/uv pip compile --quiet pyproject.toml -c constraints.txt --universal \
	--python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make locks'

locks: | $(BIN)/python
	$(BIN)/python -m pip install --quiet -c constraints.txt uv
	$(LOCK) $(IMAGE_EXTRAS) --output-file locks/image.txt
	$(LOCK) $(IMAGE_EXTRAS) --extra embedded --output-file locks/embedded.txt

clean:
	rm -rf $(VENV)
