# The verbs of this project; `make help` lists them. Settings come from the environment: see README.md.
.DEFAULT_GOAL := help
.PHONY: help up down status logs reset seed verify repair redrive rebuild test simulate chaos bench check format build jars packages install

# The AWS SDK's notice of Node 20's end would stand before every verb's own words.
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED := true

run := node --import tsx
jest := NODE_OPTIONS='--experimental-vm-modules --no-warnings' npx jest

help: ## List the verbs
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

up: install ## Start everything on this machine; load the sample when the table is empty
	@$(run) local/stack/up.ts

down: packages ## Stop everything; what is stored is kept
	@$(run) local/stack/down.ts

status: packages ## Show each part, its address, and how far the index is behind the table
	@$(run) local/stack/status.ts

logs: packages ## Follow all logs until Ctrl-C
	@$(run) local/stack/logs.ts

reset: packages ## Stop everything and delete what is stored
	@$(run) local/stack/reset.ts

seed: packages ## Load books from FILE (NDJSON, gzip or plain) through the HTTP API: make seed FILE=books.ndjson.gz
	@$(run) local/seed/seed.ts "$(FILE)"

verify: packages ## Compare the search index with the table; ARGS=--help lists the flags
	@maintain/run verify $(ARGS)

repair: packages ## Put right what verify names: make repair ARGS=--dry-run
	@maintain/run repair $(ARGS)

redrive: packages ## Try again what OpenSearch has refused and what Lambda has given up
	@maintain/run redrive $(ARGS)

rebuild: packages ## Fill new indexes beside live traffic and search there; then ARGS=--finish or --rollback
	@maintain/run rebuild $(ARGS)

test: install ## Unit tests, then the whole path on servers of its own
	@mkdir -p .test-results
	@$(jest) --ci --selectProjects unit --json --outputFile=.test-results/unit.json; unit=$$?; \
	$(jest) --ci --selectProjects e2e --json --outputFile=.test-results/e2e.json && exit $$unit

simulate: packages ## Live random histories in the simulator; one again by its seed: make simulate SEED=7 [TRACE=1], many: RUNS=10000
	@SEED='$(SEED)' RUNS='$(RUNS)' TRACE='$(TRACE)' $(run) artifacts/indexer/test/simulator/main.ts

chaos: install ## Do real harm to a whole stack of its own, fault after fault; is the index equal afterwards?
	@$(run) test/chaos/main.ts $(ARGS)

bench: install ## Measure the indexer alone, then beside others: make bench FILE=books.ndjson.gz ARGS='--rounds 3'
	@npm ci --prefix bench --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(run) bench/lean.ts
	@$(run) bench/side-by-side.ts $(if $(FILE),--file '$(FILE)') $(ARGS)

check: packages ## Format, lint, types, dead code, OpenAPI rules, every template in Apache Velocity
	@local/stack/install.sh oracle
	@$(run) test/check.ts

format: packages ## Mend what the formatter can mend
	@npx biome check --write .

build: packages ## Bundle the indexer
	@local/stack/install.sh bundle

jars: ## Fetch the jars of DynamoDB Local, OpenSearch and Apache Velocity
	@local/stack/prerequisites.sh
	@local/stack/install.sh dynamodb opensearch oracle

packages:
	@local/stack/prerequisites.sh
	@local/stack/install.sh packages

install:
	@local/stack/prerequisites.sh
	@local/stack/install.sh packages dynamodb opensearch launchers bundle
