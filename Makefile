JAVA := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/)java
MVN := mvn -B -ntp
JAR := server/target/sallyport.jar
SMALLEST := examples/spring-smallest/target/smallest.jar
SHOP := examples/spring-shop/target/shop.jar
SHOP_PAGE := examples/spring-shop/page/dist/index.html

# Directories too: their times tell of a file that went away.
SOURCES := $(shell find pom.xml */pom.xml core/src/main spring/src/main server/src/main demo/dist 2>/dev/null)

LIBRARIES := $(shell find pom.xml core/pom.xml spring/pom.xml core/src/main spring/src/main 2>/dev/null)

# One integration test by name, against a fresh jar.
IT := $(MVN) -q verify -pl server -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dit.test

.PHONY: help run run-social smallest shop test browsers differential origins fuzz mutation figures model tabs lighthouse screenshots faults million keys races crashes outages lag try-starter bench bench-quick bench-micro bench-scale vulnerabilities format demo jar aot clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(JAR) ## Build what is missing and serve the demo on http://localhost:8080 (ARGS="--server.port=9090" ...)
	@scripts/need java
	@echo "Starting the server; the demo is on http://localhost:8080 unless ARGS says otherwise. Ctrl-C stops it."
	@SALLYPORT_TRANSPORTS=$${SALLYPORT_TRANSPORTS-cookie,memory,header} exec $(JAVA) -jar $(JAR) $(ARGS)

run-social: $(JAR) ## The same with "Sign in with ...": a sign-in provider runs beside it, so no account anywhere is needed
	@scripts/need java maven
	@SALLYPORT_TRANSPORTS=$${SALLYPORT_TRANSPORTS-cookie,memory,header} scripts/run-social $(JAR) $(ARGS)

smallest: $(SMALLEST) ## Build what is missing and start the smallest application on http://localhost:8080: examples/spring-smallest
	@scripts/need java
	@echo "Starting the smallest application on http://localhost:8080 unless ARGS says otherwise: ann, correct horse battery staple. Ctrl-C stops it."
	@exec $(JAVA) -jar $(SMALLEST) $(ARGS)

shop: $(SHOP) ## The same with a database, Spring Security and a React page (needs Node 20+): examples/spring-shop
	@scripts/need java
	@echo "Starting the shop on http://localhost:8080 unless ARGS says otherwise: ann or eve (staff), correct horse battery staple. Ctrl-C stops it."
	@exec $(JAVA) -jar $(SHOP) $(ARGS)

jar: $(JAR) ## Build server/target/sallyport.jar, without tests or checks

aot: $(JAR) ## Unpack the server into server/target/aot and record a start of it, from which JDK 25 starts it faster (JDK=17: into cds)
	@scripts/aot-cache $(JAR) $(JDK)

$(JAR): $(SOURCES)
	@scripts/need java maven
	@echo "Building $(JAR) (the first time, Maven also fetches its dependencies)"
	@$(MVN) -q package -Dquick -Dmaven.test.skip
	@touch $@

$(SMALLEST): $(LIBRARIES) $(shell find examples/spring-smallest/pom.xml examples/spring-smallest/src/main demo/dist/assets/sallyport.js 2>/dev/null)
	$(call build_example,spring-smallest)

$(SHOP): $(LIBRARIES) $(SHOP_PAGE) $(shell find examples/spring-shop/pom.xml examples/spring-shop/src/main 2>/dev/null)
	$(call build_example,spring-shop)

$(SHOP_PAGE): node_modules/.package-lock.json $(shell find client/src examples/spring-shop/page/src examples/spring-shop/page/*.* 2>/dev/null)
	@echo "Building the page of the shop"
	@npm run --silent shop

define build_example
	@scripts/need java maven
	@echo "Building $@ (the first time, Maven also fetches its dependencies)"
	@$(MVN) -q package -Dquick -Pexamples -Dmaven.test.skip -pl examples/$(1) -am
	@touch $@
endef

test: ## Install what is missing (browsers, MariaDB) and run every test, in two browsers where they decide
	@scripts/prepare-tests
	@$(MAKE) --no-print-directory node_modules/.package-lock.json
	@MVN="$(MVN)" scripts/run-tests

browsers: node_modules/.package-lock.json ## Run every browser test in both browsers, those too that our own page decides
	@scripts/prepare-tests
	@npm run --silent examples
	@npm run --silent shop
	@$(IT)='**/browser/*IT' -Dbrowsers=all

differential: ## Compare our token verifier with jose4j's on 1,000,000 tampered tokens (RUNS=... for another number)
	@scripts/need java maven
	@echo "Comparing verifiers on $(or $(RUNS),1000000) tampered tokens"
	@$(MVN) -q test -pl core -Dtest=DifferentialTest -Dlong.runs=$(or $(RUNS),1000000)

fuzz: ## Fuzz the parsers with 1,000,000 inputs each (RUNS=...)
	@scripts/need java maven
	@echo "Fuzzing the cookie, Authorization, Origin, access token and JSON body parsers, $(or $(RUNS),1000000) inputs each"
	@$(MVN) -q test -Pfuzz -pl spring -am -Dfuzz.runs=$(or $(RUNS),1000000) -Dtest='FuzzTest,JsonBodyFuzzTest' -Dsurefire.failIfNoSpecifiedTests=false

mutation: ## Change the code of the rooms that judge and see whether a test notices (90 % must be)
	@scripts/need java maven
	@echo "Testing the tests of web, origin, config, key, token, session and revocation with mutants; the report is core/target/pit-reports/index.html"
	@$(MVN) -q test-compile -Pmutation -pl core org.pitest:pitest-maven:mutationCoverage

origins: ## Judge 1,000,000 generated origins beside a reference, and as many patterns, and show the counts (RUNS=...)
	@scripts/need java maven
	@$(MVN) -q test -pl core -Dtest=TrustedOriginsAtLargeTest,OriginLinterAtLargeTest -Dlong.runs=$(or $(RUNS),1000000)

figures: ## Show what hostile requests of 1 MB, and hostile User-Agents, cost, and how much of the core a request passes
	@scripts/need java maven
	@$(MVN) -q test -pl core -Dtest=HostileSizeTest,HostileDeviceNameTest,RequestPathTest -Dfigures=true

model: ## Live 100,000 random histories beside a reference model, in memory and on SQLite (RUNS=..., SEED=...)
	@scripts/need java maven
	@echo "Comparing the gate with its model"
	@$(MVN) -q test -pl core -Dtest=ModelTest,FollowingThiefTest -Dlong.runs=$(or $(RUNS),100000) -Dseed=$(or $(SEED),$(shell date +%s))

faults: ## Break the database at every call that every operation makes of it, in every way
	@scripts/need java maven
	@echo "Breaking SQLite, PostgreSQL, H2, HSQLDB and MariaDB at every call"
	@$(MVN) -q test -pl core -Dtest=StorageFaultsTest,RealFaultsTest -Dstride=1

million: ## Keep 1,000,000 sessions in SQLite and PostgreSQL, refresh beside 1,000, and purge 300,000 under load (RUNS=...)
	@scripts/need java maven
	@echo "Filling databases with $(or $(RUNS),1000000) sessions"
	@$(MVN) -q test -pl core -Dtest=LargeStoreTest,PurgeUnderLoadTest -Dlong.runs=$(or $(RUNS),1000000)

keys: ## Rotate the key ring 10 times under 1,000,000 verifications on two nodes (RUNS=...)
	@scripts/need java maven
	@$(MVN) -q test -pl core -Dtest=RotationUnderLoadTest -Dlong.runs=$(or $(RUNS),1000000)

races: ## Refresh one token 200 times at once, 500 rounds, on each database (RUNS=...)
	@scripts/need java maven
	@$(MVN) -q test -pl core -Dtest=RefreshRaceTest -Dlong.runs=$(or $(RUNS),500)
	@$(IT)=RacesIT -Dlong.runs=$(or $(RUNS),500)

crashes: ## Kill 1,500 processes amid their refreshes, and PostgreSQL, MariaDB and whole servers too, and replay 15,000 rotated tokens (RUNS=...)
	@scripts/need java maven
	@$(IT)=KillsIT,CrashIT -Dlong.runs=$(or $(RUNS),1000)

outages: ## Stop PostgreSQL 20 times under 500 refreshes a second, and promote its standby 5 times (RUNS=...)
	@scripts/need java maven
	@$(IT)=OutagesIT -Dlong.runs=$(or $(RUNS),20)

lag: ## Sign out 300 times at one of three nodes and see when the others know; then cut nodes off from the database (RUNS=...)
	@scripts/need java maven
	@$(IT)=LagIT,PartitionIT -Dlong.runs=$(or $(RUNS),300)

try-starter: ## Follow docs/spring-boot.md in empty folders, with each database and tool, and print a matrix
	@scripts/try-starter

tabs: ## Let 500 random lives of tabs meet lost answers, sleep, outages and wrong clocks in both browsers (RUNS=..., SEED=...)
	@scripts/need java maven
	@$(IT)=WanderingsIT -Dlong.runs=$(or $(RUNS),500) -Dseed=$(or $(SEED),$(shell date +%s))

bench: bench-micro ## Measure every piece and every request beside those of other frameworks: bench/RESULTS.md (over an hour, on a quiet machine; PEERS=no leaves Keycloak and Django out)
	@bench/run full "make bench"
	@bench/run-scale "make bench"

bench-quick: ## Measure the main requests in ten minutes: bench/RESULTS.md (on a quiet machine)
	@bench/run quick "make bench-quick"

bench-micro: ## Measure the pieces of the core alone, by JMH (BENCH=regex for some of them, ARGS="-f 1 -wi 3" ...)
	@bench/run-micro "$(BENCH)" $(ARGS)

bench-scale: ## Measure what more live tokens, ended sessions and origins cost a request: bench/SCALE.md (ten minutes, quiet machine, 4 GB of disk)
	@bench/run-scale "make bench-scale$(if $(TOKENS), TOKENS=$(TOKENS))" $(TOKENS)

lighthouse: $(JAR) ## Have Lighthouse judge the demo: speed, accessibility, good practice (needs Node 20+ and Chromium)
	@scripts/need java node
	@scripts/lighthouse $(JAR)

screenshots: ## Take the pictures of docs/demo anew (needs Chromium)
	@scripts/need java maven
	@$(IT)=ScreenshotsIT -Dscreenshots=true
	@ls -l docs/demo

vulnerabilities: ## Ask public databases what is known against our libraries, npm's and Maven's (needs osv-scanner and a network)
	@scripts/vulnerabilities

format: ## Format the Java sources
	@scripts/need java maven
	@echo "Formatting the Java sources"
	@$(MVN) -q spotless:apply

demo: node_modules/.package-lock.json ## Build demo/dist anew (needs Node 20+)
	@echo "Building demo/dist"
	@npm run build

node_modules/.package-lock.json: package-lock.json
	@scripts/need node
	@echo "Installing the npm packages"
	@npm ci
	@touch $@

clean: ## Delete what was built (but not demo/dist, which is committed, nor data/)
	@echo "Deleting every target/, node_modules/ and client/dist"
	@rm -rf target */target examples/*/target client/dist examples/*/page/dist node_modules */node_modules
