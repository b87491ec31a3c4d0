# What a user types. Each target is one script; see README.md.

.PHONY: up down status demo chaos check test build help

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

up: ## install what is needed, build, start the lab, set up the cluster, submit the jobs, print the URLs
	@tools/up

down: ## stop the lab and leave nothing behind
	@lab/lab down

status: ## what is expected against what is observed; exit code 1 when something is wrong
	@lab/lab status >/dev/null || { lab/lab status; exit 1; }
	@tools/java -jar deployer/target/deployer.jar status

demo: ## about three minutes of rising and falling load, with the autoscaler's decisions
	@tools/java -jar scenarios/target/scenarios.jar demo

chaos: ## the failure matrix under load; one row, ten times: make chaos ROW=redis-master-off RUNS=10
	@tools/java -jar scenarios/target/scenarios.jar chaos $(ROW) $(if $(RUNS),--runs $(RUNS)) $(if $(FAULTS),--faults $(FAULTS))

build: ## everything that is built on this machine
	@tools/build

check: ## the quick tests: everything that needs no lab
	@tools/check

test: ## every test, the scenarios on the three nodes included
	@tools/check
	@tools/scenarios
	@tools/count-tests
