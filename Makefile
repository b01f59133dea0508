# The verbs of this project; `make help` lists them. Settings come from the environment: see README.md.
.DEFAULT_GOAL := help
.PHONY: help up down status logs reset seed verify repair redrive rebuild plan apply destroy output promote smoke test test-web simulate chaos bench bench-search check check-infra format build jars packages install

# The AWS SDK's notice of Node 20's end would stand before every verb's own words.
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED := true

run := node --import tsx
jest := NODE_OPTIONS='--experimental-vm-modules --no-warnings' npx jest

help: ## List the verbs
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 21

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

verify: packages ## Compare the search index with the table, here or on AWS: make verify ENV=dev; ARGS=--help lists the flags
	@maintain/run verify $(if $(ENV),--env '$(ENV)') $(ARGS)

repair: packages ## Put right what verify names: make repair ARGS=--dry-run
	@maintain/run repair $(if $(ENV),--env '$(ENV)') $(ARGS)

redrive: packages ## Try again what OpenSearch has refused and what Lambda has given up
	@maintain/run redrive $(if $(ENV),--env '$(ENV)') $(ARGS)

rebuild: packages ## Fill new indexes beside live traffic and search there; then ARGS=--finish or --rollback
	@maintain/run rebuild $(if $(ENV),--env '$(ENV)') $(ARGS)

plan: packages ## Show what an apply would change on AWS: make plan ENV=dev
	@deploy/run plan "$(ENV)" $(ARGS)

apply: packages ## Bring an environment on AWS up to what stands here: make apply ENV=dev
	@deploy/run apply "$(ENV)" $(ARGS)

destroy: packages ## Take an environment on AWS down, with all that it stores: make destroy ENV=dev
	@deploy/run destroy "$(ENV)" $(ARGS)

output: packages ## Print what an environment has come to, as JSON: make output ENV=dev [ARGS=api-gateway]
	@deploy/run output "$(ENV)" $(ARGS)

promote: packages ## Choose for one environment the image that another runs: make promote FROM=staging TO=prod
	@deploy/run promote "$(FROM)" "$(TO)" $(ARGS)

smoke: packages ## Wait until a new heartbeat is searchable on AWS, and say how far the index is behind: make smoke ENV=dev
	@deploy/run smoke "$(ENV)" $(ARGS)

test: install ## Unit tests, the page in jsdom, then the whole path on servers of its own
	@local/stack/install.sh security && mkdir -p .test-results
	@$(jest) --ci --selectProjects unit web --json --outputFile=.test-results/unit.json; unit=$$?; \
	$(jest) --ci --selectProjects e2e --json --outputFile=.test-results/e2e.json && exit $$unit

test-web: install ## The page in a real Chromium, on a stack of its own; pictures of it go to .test-results/screenshots
	@test/browser/find-chromium.sh >/dev/null && mkdir -p .test-results
	@$(jest) --ci --runInBand --selectProjects browser --json --outputFile=.test-results/browser.json

simulate: packages ## Live random histories in the simulator; one again by its seed: make simulate SEED=7 [TRACE=1], many: RUNS=10000
	@SEED='$(SEED)' RUNS='$(RUNS)' TRACE='$(TRACE)' $(run) artifacts/indexer/test/simulator/main.ts

chaos: install ## Do real harm to a whole stack of its own, fault after fault; is the index equal afterwards?
	@$(run) test/chaos/main.ts $(ARGS)

bench: install ## Measure the indexer alone, then beside others: make bench FILE=books.ndjson.gz ARGS='--rounds 3'
	@npm ci --prefix bench --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(run) bench/lean.ts
	@$(run) bench/side-by-side.ts $(if $(FILE),--file '$(FILE)') $(ARGS)

bench-search: install ## Search a whole catalogue at 50 requests a second through the gateway: make bench-search FILE=books.ndjson.gz
	@$(run) bench/search/main.ts $(if $(FILE),--file '$(FILE)' --judge) $(ARGS)

check: packages ## Format, lint, types, dead code, OpenAPI rules, every template in Apache Velocity
	@local/stack/install.sh oracle
	@$(run) test/check.ts

check-infra: install ## Modules, live configuration and image: static checks, module tests, and applied against moto
	@test/infra/tools/prerequisites.sh && test/infra/tools/install.sh all
	@mkdir -p .test-results
	@$(jest) --ci --selectProjects infra --json --outputFile=.test-results/infra.json

format: packages ## Mend what the formatters can mend, and fill the tables of the modules' READMEs
	@npx biome check --write .
	@! command -v terraform >/dev/null || terraform fmt -recursive .
	@$(run) test/infra/module-docs/write-module-docs.ts

build: packages ## Bundle the indexer
	@local/stack/install.sh bundle

jars: ## Fetch the jars of DynamoDB Local, OpenSearch with its security plugin, and Apache Velocity
	@local/stack/prerequisites.sh
	@local/stack/install.sh dynamodb opensearch security oracle

packages:
	@local/stack/prerequisites.sh
	@local/stack/install.sh packages

install:
	@local/stack/prerequisites.sh
	@local/stack/install.sh packages dynamodb opensearch launchers bundle page
