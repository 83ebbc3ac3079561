# Sufficiency: two commands do everything on a fresh machine,
# `make demo` and `make test`.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# DUCKDB=prebuilt links DuckDB's own library; DUCKDB=bundled compiles it in.
DUCKDB ?= prebuilt
ifeq ($(DUCKDB),bundled)
features := --features bundled
library :=
else
features :=
library := duckdb
endif

target := $(or $(CARGO_TARGET_DIR),target)
program := $(target)/debug/sufficiency
demo := build/demo

# What make pages checks beside the demo: the golden pages, and the catalogue.
catalogue := build/catalogue

.PHONY: help duckdb build demo test lint check pages bench accept release clean

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 \t\2/p' Makefile | expand -t 18

duckdb: ## Fetch DuckDB's prebuilt library, once
	@.ci/duckdb

build: $(library) ## Build the program and its tests
	cargo build --all-targets $(features)

demo: build ## Run the sample council end to end, and say where its paper is
	@rm -rf $(demo)
	@mkdir -p build
	@cp -R sample-extracts $(demo)
	@$(program) run --workspace $(demo)
	@echo
	@echo "The paper:    $(demo)/publications/latest/public/scrutiny-paper.html"
	@echo "Start here:   $(demo)/publications/latest/index.html"

test: build ## Run every test
	cargo test --all-targets $(features)

lint: $(library) ## Check format, Rust and SQL style
	cargo fmt --check
	cargo clippy --all-targets $(features) -- -D warnings
	.ci/lint-sql

check: lint test ## What CI runs: style, tests, the demo verified, its pages checked
	$(MAKE) demo
	$(program) verify latest --workspace $(demo)
	test -s $(demo)/publications/latest/public/scrutiny-paper.html
	$(MAKE) pages

pages: ## Check the demo's pages in Chromium: WCAG 2.2 AA, keyboard, phone, A4
	@test -d $(demo)/publications/latest || $(MAKE) demo
	@rm -rf $(catalogue) && $(program) catalogue --workspace $(demo) --out $(catalogue) >/dev/null
	.ci/check-pages $(demo)/publications/latest tests/cases/reports $(catalogue)
	.ci/check-pages --self-test

bench: build ## Time the sample council's run, stage by stage
	.ci/bench $(program)

accept: build ## Rewrite the golden files from what the program does now
	UPDATE_GOLDEN=1 cargo test --all-targets $(features)

release: ## Build one binary with DuckDB compiled in
	cargo build --release --features bundled

clean: ## Remove what was built
	rm -rf $(target) build
