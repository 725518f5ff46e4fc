package dev.sallyport.spring.live;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes on one PostgreSQL: what lasts on one ends with a session that is ended on the other. */
@Tag("slow")
class StreamingResponsesBetweenNodesTest {

    /** One second until the other node has heard, one until it has looked, and one for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private static final int FIGURES = Integer.getInteger("long.runs", 8);

    private static EmbeddedPostgres database;
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.builder().start();
        one = node();
        other = node();
    }

    @AfterAll
    static void stop() throws IOException {
        one.close();
        other.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events-idle", "/events-busy", "/body-busy", "/plain-idle", "/blocking-stream"})
    void rule19_itEndsWithASessionThatWasEndedOnTheOtherNode(String path) {
        HttpBrowser atOne = signedIn();
        OpenAnswer answer = OpenAnswer.to(atOne.twinAt(port(other)), path).begun();

        atOne.post("/auth/logout");

        answer.end();
    }

    @Test
    void rule19_itEndsWithinTheBound() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < FIGURES; i++) {
            HttpBrowser atOne = signedIn();
            OpenAnswer answer =
                    OpenAnswer.to(atOne.twinAt(port(other)), "/events-idle").begun();
            atOne.post("/auth/logout");
            long signedOut = System.nanoTime();
            millis.add(Math.max(0, TimeUnit.NANOSECONDS.toMillis(answer.end().atNanos() - signedOut)));
        }
        Collections.sort(millis);
        System.out.printf(
                "%d idle streams of events at one of two nodes, from the answer 204 to the sign-out at the other to their end:"
                        + " median %d ms, longest %d ms%n",
                FIGURES, millis.get(FIGURES / 2), millis.get(FIGURES - 1));

        assertThat(Duration.ofMillis(millis.get(FIGURES - 1))).isLessThan(BOUND);
    }

    @Test
    void rule19_itEndsWhenTheTimeOfItsSessionIsOver() {
        try (ConfigurableApplicationContext hasty =
                node("--sallyport.access-token.lifetime=1s", "--sallyport.refresh-token.lifetime=3s")) {
            HttpBrowser browser = new HttpBrowser(port(hasty));
            assertThat(browser.signIn("ann", "secret")).isOk();
            long signedIn = System.nanoTime();
            OpenAnswer answer = OpenAnswer.to(browser, "/events-idle").begun();

            assertThat(Duration.ofNanos(answer.end().atNanos() - signedIn)).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    private static HttpBrowser signedIn() {
        HttpBrowser browser = new HttpBrowser(port(one));
        assertThat(browser.signIn("ann", "secret")).isOk();
        return browser;
    }

    private static ConfigurableApplicationContext node(String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "--" + HostileApplication.LOCAL_ONLY,
                "--server.port=0",
                "--server.shutdown=immediate",
                "--" + LastingApplication.NO_LIMIT,
                "--"
                        + HostileApplication.BY_ITSELF.replace(
                                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,", ""),
                "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres")));
        all.addAll(List.of(properties));
        return SpringApplication.run(LastingApplication.class, all.toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext node) {
        return ((WebServerApplicationContext) node).getWebServer().getPort();
    }
}
