package dev.sallyport.spring.body;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.Accounts;
import dev.sallyport.User;
import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.http.SlowSender;
import dev.sallyport.spring.HostileApplication;
import dev.sallyport.spring.limit.QueueSlots;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Eight threads, passwords that take as long as the test wants and bodies that never come: whoever finds a line full is told so
 * at once, and nobody else notices.
 */
@SpringBootTest(
        classes = {HostileApplication.class, CrowdedLinesTest.Crowded.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            HostileApplication.BY_ITSELF,
            HostileApplication.LOCAL_ONLY,
            "server.tomcat.threads.max=8",
            "sallyport.sign-in.at-once=2",
            "sallyport.trusted-proxies=127.0.0.1"
        })
class CrowdedLinesTest {

    private static final int SHARE = 6;
    private static final String LONG = "Content-Length: 1000";

    /** Longer than any test waits for an answer: what is answered is not answered for being late. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @TestConfiguration(proxyBeanMethods = false)
    static class Crowded {

        @Bean
        BodyReader bodyReader() {
            return new BodyReader(BodyReader.LARGEST, DEADLINE, Clock.systemUTC(), new QueueSlots(1000, SHARE));
        }

        @Bean
        @Primary
        Undecided undecided() {
            return new Undecided();
        }
    }

    static final class Undecided implements Accounts {

        private final AtomicInteger asked = new AtomicInteger();
        private final CountDownLatch verdict = new CountDownLatch(1);

        @Override
        public Optional<User> authenticate(String username, String password) {
            asked.incrementAndGet();
            try {
                verdict.await();
                return Optional.empty();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        @Override
        public Optional<User> find(String userId) {
            return Optional.empty();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Undecided accounts;

    private final List<SlowSender> senders = new ArrayList<>();
    private final ScheduledExecutorService tap = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void hangUp() throws IOException {
        tap.shutdownNow();
        hangUpAll();
    }

    @Test
    void signInsBeyondTheLineAreTurnedAwayWhileThoseInItAreStillUndecided() {
        List<CompletableFuture<Answer>> inLine = Stream.generate(() -> CompletableFuture.supplyAsync(this::signIn))
                .limit(2)
                .toList();
        await().untilAtomic(accounts.asked, is(2));

        for (int i = 0; i < 40; i++) {
            Answer turnedAway = signIn();
            assertThat(turnedAway).isRefusal(503, "server_busy").setsNoCookie();
            assertThat(turnedAway.header("Retry-After")).contains("1");
        }
        assertOthersAreServed();
        assertThat(inLine).noneMatch(CompletableFuture::isDone);
        accounts.verdict.countDown();
        assertThat(inLine).allSatisfy(answer -> assertThat(answer.join()).isRefusal(401, "credentials_rejected"));
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, POST /auth/login, json",
        "198.51.100.2, POST /auth/refresh, json",
        "198.51.100.3, POST /auth/verify, json",
        "198.51.100.4, POST /auth/logout, json",
        "198.51.100.5, POST /auth/logout/all, json",
        "198.51.100.6, DELETE /auth/sessions, json",
        "198.51.100.7, DELETE /auth/sessions/x, json",
        "198.51.100.8, POST /auth/social/x/exchange, json",
        "198.51.100.9, POST /auth/social/x/link, json",
        "198.51.100.10, POST /auth/social/x/callback, x-www-form-urlencoded",
        "198.51.100.11, DELETE /auth/identities/x, json",
        "198.51.100.12, POST /auth/nothing, json",
    })
    void bodiesThatAreAwaitedAtAnyAddressAreCountedAndNoMoreOfThemAre(String from, String request, String type)
            throws IOException {
        for (int i = 0; i < SHARE; i++) {
            drip(from, request, type, LONG);
            drip(from, request, type, "Transfer-Encoding: chunked");
        }
        await().until(() -> answered().size() == SHARE);

        for (SlowSender turnedAway : answered()) {
            assertThat(turnedAway.answerToTheEnd())
                    .startsWith("HTTP/1.1 503")
                    .contains("server_busy", "Retry-After: 1\r\n", "Connection: close");
        }
        assertOthersAreServed();
    }

    @Test
    void whatIsRefusedUnreadIsRefusedSoonerWhereTheLineIsFull() throws IOException {
        String from = "198.51.100.20";
        for (int i = 0; i < 2 * SHARE; i++) {
            drip(from, "POST /me", "json", LONG, "Sec-Fetch-Site: cross-site");
        }
        await().until(() -> answered().size() == SHARE);

        for (SlowSender sooner : answered()) {
            assertThat(sooner.answerToTheEnd()).startsWith("HTTP/1.1 403").contains("cross_site");
        }
        assertOthersAreServed();
    }

    @Test
    void whoIsGoneLeavesTheirPlaceToTheNext() throws IOException {
        String from = "198.51.100.21";
        for (int i = 0; i < 2 * SHARE; i++) {
            drip(from, "POST /auth/verify", "json", LONG);
        }
        await().until(() -> answered().size() == SHARE);
        hangUpAll();

        await().until(() -> isAwaited(from));
    }

    private boolean isAwaited(String from) throws IOException {
        try (SlowSender next = new SlowSender(port, request(from, "POST /auth/verify", "json", "Content-Length: 13"))) {
            next.send("{");
            assertOthersAreServed();
            return !next.isAnswered() && next.send("\"token\":\"x\"}").answer().contains("{\"active\":false}");
        }
    }

    private Answer signIn() {
        HttpBrowser browser = new HttpBrowser(port);
        browser.get("/auth/session");
        return browser.call("POST", "/auth/login")
                .header("X-Forwarded-For", "198.51.100.30")
                .json(Map.of("username", "alice", "password", "wonderland"))
                .send();
    }

    private List<SlowSender> answered() throws IOException {
        List<SlowSender> answered = new ArrayList<>();
        for (SlowSender sender : senders) {
            if (sender.isAnswered()) {
                answered.add(sender);
            }
        }
        return answered;
    }

    private void drip(String from, String request, String type, String... fields) throws IOException {
        SlowSender sender = new SlowSender(port, request(from, request, type, fields));
        senders.add(sender);
        if (!String.join("", fields).contains("chunked")) {
            tap.scheduleAtFixedRate(sender::drip, 50, 50, TimeUnit.MILLISECONDS);
        }
    }

    private static String request(String from, String request, String type, String... fields) {
        return SlowSender.head(
                request, "X-Forwarded-For: " + from, "Content-Type: application/" + type, String.join("\r\n", fields));
    }

    private void hangUpAll() throws IOException {
        for (SlowSender sender : senders) {
            sender.close();
        }
    }

    private void assertOthersAreServed() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(new HttpBrowser(port).get("/auth/session")).isOk());
    }
}
