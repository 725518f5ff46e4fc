package dev.sallyport.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import brave.handler.MutableSpan;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.http.SlowSender;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What docs/operations.md says of health, metrics and traces, in one application that has them all. */
@Tag("slow")
@SpringBootTest(
        classes = Operated.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "management.endpoints.web.exposure.include=health,prometheus",
            "management.endpoint.health.show-details=always",
            "management.tracing.sampling.probability=1.0",
            "sallyport.social.away.issuer=http://127.0.0.1:1",
            "sallyport.social.away.client-id=app",
            "sallyport.social.away.client-secret=secret"
        })
class OperationsTest {

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Operated.Spans spans;

    @Autowired
    private SwitchableStore store;

    private final Logger securityLog = (Logger) LoggerFactory.getLogger("dev.sallyport.security");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private HttpBrowser alice;

    @BeforeEach
    void somebodyIsSignedIn() {
        lines.start();
        securityLog.addAppender(lines);
        alice = new HttpBrowser(port);
        assertThat(alice.signIn("alice", "wonderland").status()).isEqualTo(200);
    }

    @AfterEach
    void leave() {
        store.away(false);
        securityLog.detachAppender(lines);
    }

    @Test
    void theTableNamesEveryMeterWithItsTagsAndNoOther() throws IOException {
        everythingHappens();
        Map<String, Set<String>> registered = new TreeMap<>();
        ours().forEach(meter -> registered
                .computeIfAbsent(meter.getId().getName(), any -> new TreeSet<>())
                .addAll(meter.getId().getTags().stream()
                        .map(tag -> tag.getKey())
                        .toList()));

        assertThat(OperationsPage.table()).isEqualTo(registered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sallyport.requests", "sallyport.refreshes"})
    void theTableNamesEveryValueOfItsTag(String name) throws IOException {
        String row = OperationsPage.tagsOf(name);

        assertThat(meters.get(name).meters())
                .isNotEmpty()
                .allSatisfy(meter ->
                        assertThat(row).contains(meter.getId().getTags().get(0).getValue()));
    }

    @Test
    void theDashboardAsksForNothingThatIsNotThereAndForEveryRowOfTheTable() throws IOException {
        everythingHappens();
        Set<String> asked = OperationsPage.seriesOfDashboard();

        assertThat(Scrape.of(alice).names()).containsAll(asked);
        assertThat(OperationsPage.table().keySet())
                .allSatisfy(meter -> assertThat(asked).anyMatch(series -> series.startsWith(meter.replace('.', '_'))));
    }

    @Test
    void theAlarmsOfTheDocumentAreAboutFiguresThatThereAre() throws IOException {
        assertThat(Scrape.of(alice).names()).containsAll(OperationsPage.seriesOfAlarms());
    }

    @Test
    void requestsRefreshesAndRefusalsAreCounted() {
        Scrape before = Scrape.of(alice);
        alice.get("/me");
        alice.post("/auth/refresh");
        new HttpBrowser(port).signIn("alice", "wrong");
        Scrape after = Scrape.of(alice);

        // The scrapes are requests of hers, too.
        assertThat(increase(before, after, "sallyport_requests_total{decision=\"admitted\"}"))
                .isEqualTo(2);
        assertThat(increase(before, after, "sallyport_refreshes_total{verdict=\"rotate\"}"))
                .isEqualTo(1);
        assertThat(increase(before, after, "sallyport_refusals_total{code=\"credentials_rejected\"}"))
                .isEqualTo(1);
        assertThat(increase(before, after, "sallyport_events_total{kind=\"SIGN_IN_REJECTED\"}"))
                .isEqualTo(1);
    }

    @Test
    void howLongASignInTakesIsKnownByItsOutcome() {
        new HttpBrowser(port).signIn("alice", "wrong");

        assertThat(meters.get("sallyport.endpoint")
                        .tags("endpoint", "login", "outcome", "credentials_rejected")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.get("http.server.requests").tags("uri", "/auth/login").timers())
                .isNotEmpty();
    }

    @Test
    void noTagHasAValueOfAStrangersMaking() {
        new HttpBrowser(port).get("/auth/invented-by-a-stranger");
        alice.call("DELETE", "/auth/sessions/invented-by-a-stranger").send();
        alice.call("GET", "/auth/social/invented-by-a-stranger/start").send();
        alice.call("INVENTED", "/auth/session").send();

        assertThat(Scrape.of(alice).text().lines())
                .filteredOn(line -> line.startsWith("sallyport_"))
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("invented"))
                .anyMatch(line -> line.contains("endpoint=\"sessions/{id}\""));
    }

    @Test
    void healthTellsOfTheStoreTheFeedAndTheKeysAndNothingSecret() {
        Answer health = alice.get("/actuator/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().at("/components/sallyport").toString())
                .matches(
                        "\\{\"details\":\\{\"store\":\"answers\",\"revocationLag\":\"\\d+ ms\",\"revocationLagWithinBound\":true,"
                                + "\"signingAlgorithm\":\"HS256\"},\"status\":\"UP\"}");
    }

    @Test
    void aStoreThatIsAwayIsDownUntilItIsBackAndAProviderThatIsAwayIsNot() {
        alice.get("/auth/social/away/start");
        assertThat(alice.get("/actuator/health").status()).isEqualTo(200);

        store.away(true);
        await().untilAsserted(
                        () -> assertThat(alice.get("/actuator/health").json().at("/components/sallyport/status"))
                                .hasToString("\"DOWN\""));
        assertThat(alice.get("/actuator/health").status()).isEqualTo(503);

        store.away(false);
        await().until(() -> alice.get("/actuator/health").status() == 200);
    }

    @Test
    void aSignInIsASpanBelowItsRequestAndItsEventsLineNamesTheTrace() {
        MutableSpan signIn = ended("sallyport post login");

        assertThat(signIn.tags()).containsEntry("endpoint", "login").containsEntry("outcome", "success");
        MutableSpan request = ended("http post /auth/login");
        assertThat(signIn.parentId()).isEqualTo(request.id());
        assertThat(line("event=SIGNED_IN").getMDCPropertyMap()).containsEntry("traceId", request.traceId());
    }

    @Test
    void aSignInWhoseBodyComesLateIsPartOfItsTraceToo() throws IOException {
        HttpBrowser late = new HttpBrowser(port);
        late.get("/auth/session");
        String body = "{\"username\":\"alice\",\"password\":\"wrong\"}";
        String csrf = late.cookie("XSRF-TOKEN").orElseThrow();
        try (SlowSender sender = new SlowSender(
                port,
                SlowSender.head(
                        "POST /auth/login",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length(),
                        "X-XSRF-TOKEN: " + csrf,
                        "Cookie: " + late.cookieLine()))) {
            assertThat(sender.send(body.substring(0, 5)).isAnswered()).isFalse();
            assertThat(sender.send(body.substring(5)).answer()).contains("credentials_rejected");
        }

        MutableSpan signIn = await().until(
                        () -> spans.ended().stream()
                                .filter(span -> "credentials_rejected".equals(span.tag("outcome")))
                                .reduce((earlier, later) -> later),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(signIn.parentId()).isNotNull();
        assertThat(line("event=SIGN_IN_REJECTED").getMDCPropertyMap()).containsEntry("traceId", signIn.traceId());
    }

    @Test
    void aRefreshsSpanHasItsVerdictAndAProvidersSpanItsOutcome() {
        alice.post("/auth/refresh");
        assertThat(ended("sallyport post refresh").tags()).containsEntry("verdict", "rotate");

        alice.get("/auth/social/away/start");
        MutableSpan asked = ended("sallyport ask away");
        assertThat(asked.tags()).containsEntry("outcome", "provider_unavailable");
        assertThat(asked.parentId())
                .isEqualTo(ended("sallyport get social/{provider}/start").id());
    }

    /** So that what is registered at its first use is there. */
    private void everythingHappens() {
        alice.post("/auth/refresh");
        alice.get("/auth/social/away/start");
    }

    private List<Meter> ours() {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("sallyport."))
                .toList();
    }

    private static double increase(Scrape before, Scrape after, String series) {
        return after.value(series) - before.value(series);
    }

    private ILoggingEvent line(String beginning) {
        return lines.list.stream()
                .filter(line -> line.getFormattedMessage().startsWith(beginning))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** The request's own span may end after its answer has arrived. */
    private MutableSpan ended(String name) {
        return await().until(
                        () -> spans.ended().stream()
                                .filter(span -> name.equals(span.name()))
                                .reduce((earlier, later) -> later),
                        Optional::isPresent)
                .orElseThrow();
    }
}
