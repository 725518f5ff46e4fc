package dev.sallyport.spring.live;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sallyport.Sallyport;
import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Answers that last end with their caller's session, whoever writes them and however. */
@SpringBootTest(
        classes = LastingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            HostileApplication.BY_ITSELF,
            HostileApplication.LOCAL_ONLY,
            LastingApplication.NO_LIMIT,
            "server.shutdown=immediate",
            "server.tomcat.connection-timeout=5s"
        })
@Tag("slow")
class StreamingResponsesTest {

    private static final List<String> IDLE = List.of("/events-idle", "/plain-idle", "/body-idle");
    private static final List<String> BUSY = List.of(
            "/events-busy",
            "/emitter-busy",
            "/body-busy",
            "/plain-busy",
            "/blocking-stream",
            "/blocking-writer",
            "/non-blocking");

    private static final int FIGURES = Integer.getInteger("long.runs", 12);

    @LocalServerPort
    private int port;

    @Autowired
    private Sallyport sallyport;

    @Autowired
    private LastingApplication.Guests guests;

    @Autowired
    private LastingApplication.Writers writers;

    static Stream<String> streams() {
        return Stream.concat(IDLE.stream(), BUSY.stream());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void rule19_itEndsWhenItsCallerSignsOut(String path) {
        HttpBrowser ann = signedIn("ann");
        OpenAnswer answer = OpenAnswer.to(ann, path).begun();
        OpenAnswer others = OpenAnswer.to(signedIn("bob"), "/events-idle").begun();

        ann.post("/auth/logout");

        answer.end();
        await().until(() -> writers.writing() == 0);
        assertThat(others.isOpen()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void rule19_itEndsWhenTheApplicationEndsAllOfTheUser(String path) {
        OpenAnswer answer = OpenAnswer.to(signedIn("carl"), path).begun();

        sallyport.revokeAll("carl");

        answer.end();
        await().until(() -> writers.writing() == 0);
    }

    @Test
    void rule19_allOfThemEndWhenTheUserIsDisabledThoughNobodyEndedTheSession() {
        HttpBrowser dora = signedIn("dora");
        List<OpenAnswer> answers =
                streams().map(path -> OpenAnswer.to(dora, path).begun()).toList();

        guests.disable("dora");

        assertThat(answers).allSatisfy(answer -> answer.end());
        await().until(() -> writers.writing() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callable", "/deferred"})
    void anAnswerOfWhichNothingWasSentIsARefusalAndNotAnEmptyOne(String path) {
        HttpBrowser ann = signedIn("ann");
        int before = writers.arrivals();
        OpenAnswer answer = OpenAnswer.to(ann, path);
        // One that comes after the sign-out is a visitor's, which nobody ends.
        await().until(() -> writers.arrivals() > before);

        ann.post("/auth/logout");

        assertThat(answer.end().body()).contains("\"code\":\"session_revoked\"");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        writers.goOn();
    }

    @Test
    void anAnswerThatWasPreparedAndNotSentIsARefusalWithNothingOfIt() {
        HttpBrowser ann = signedIn("ann");
        OpenAnswer answer = OpenAnswer.to(ann, "/prepared");
        await().until(() -> writers.writing() == 1);

        ann.post("/auth/logout");

        assertThat(answer.end().body()).contains("\"code\":\"session_revoked\"").doesNotContain("xx");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Content-Disposition")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/body-busy", "/blocking-stream", "/emitter-busy", "/plain-busy"})
    void halfOfAFileIsNotMarkedAsWhole(String path) {
        HttpBrowser ann = signedIn("ann");
        OpenAnswer answer = OpenAnswer.to(ann, path).begun();

        ann.post("/auth/logout");

        assertThat(answer.end().whole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events-idle", "/events-busy"})
    void aStreamOfEventsEndsInPeaceAndItsPageIsRefusedWhenItConnectsAgain(String path) {
        HttpBrowser ann = signedIn("ann");
        String access = ann.cookie("access").orElseThrow();
        OpenAnswer answer = OpenAnswer.to(ann, path).begun();

        ann.post("/auth/logout");

        assertThat(answer.end().whole()).isTrue();
        assertThat(ann.withCookie("access", access).get("/callers-events")).isRefusal(401, "session_revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/password", "/password-later"})
    void whoEndsTheirOwnSessionsByARequestIsAnsweredAllTheSame(String path) {
        Answer answer = signedIn("eve").post(path);

        assertThat(answer).hasStatus(200);
        assertThat(answer.body()).isEqualTo("changed");
    }

    @Test
    void aVisitorsStreamIsNobodysToEnd() {
        OpenAnswer visitors =
                OpenAnswer.to(new HttpBrowser(port), "/events-idle").begun();
        HttpBrowser ann = signedIn("ann");
        OpenAnswer hers = OpenAnswer.to(ann, "/events-idle").begun();

        ann.post("/auth/logout/all");

        hers.end();
        assertThat(visitors.isOpen()).isTrue();
    }

    /** Its buffers are full, so that whoever writes to it waits. The container ends that wait, after a minute by default. */
    @Test
    void rule19_aReaderThatDoesNotReadDelaysNoOther() throws IOException {
        HttpBrowser ann = signedIn("ann");
        try (Socket silent = new Socket()) {
            silent.setReceiveBufferSize(4096);
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            silent.getOutputStream()
                    .write(("GET /body-busy HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nCookie: access="
                                    + ann.cookie("access").orElseThrow() + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            await().until(() -> writers.stuck() == 1);
            OpenAnswer reading = OpenAnswer.to(ann, "/events-idle").begun();

            ann.post("/auth/logout");

            reading.end();
            await().atMost(Duration.ofSeconds(20)).until(() -> writers.writing() == 0);
        }
    }

    @Test
    void rule19_howSoonTheyEnd() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < FIGURES; i++) {
            HttpBrowser browser = signedIn("fred");
            OpenAnswer answer = OpenAnswer.to(browser, "/events-idle").begun();
            browser.post("/auth/logout");
            long signedOut = System.nanoTime();
            millis.add(Math.max(0, TimeUnit.NANOSECONDS.toMillis(answer.end().atNanos() - signedOut)));
        }
        Collections.sort(millis);
        System.out.printf(
                "%d idle streams of events, from the answer 204 to the sign-out to their end: median %d ms, longest %d ms%n",
                FIGURES, millis.get(FIGURES / 2), millis.get(FIGURES - 1));

        assertThat(millis.get(FIGURES - 1)).isLessThan(5_000);
    }

    private HttpBrowser signedIn(String name) {
        HttpBrowser browser = new HttpBrowser(port);
        assertThat(browser.signIn(name, "secret")).isOk();
        return browser;
    }
}
