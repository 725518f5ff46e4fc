package dev.sallyport.spring.body;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.http.SlowSender;
import dev.sallyport.spring.HostileApplication;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** Eight threads, and bodies that do not come: nobody else waits for them, and whoever sends so is told 408. */
@SpringBootTest(
        classes = {HostileApplication.class, SlowBodiesTest.Impatient.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {HostileApplication.BY_ITSELF, HostileApplication.LOCAL_ONLY, "server.tomcat.threads.max=8"})
@ExtendWith(OutputCaptureExtension.class)
@Tag("slow")
class SlowBodiesTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Impatient {

        @Bean
        BodyReader bodyReader() {
            return new BodyReader(BodyReader.LARGEST, Duration.ofSeconds(5), Clock.systemUTC());
        }
    }

    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String TEXT = "Content-Type: text/plain";
    private static final String LONG = "Content-Length: 1000";
    private static final String LOGIN = "{\"username\":\"alice\",\"password\":\"wonderland\"}";

    @LocalServerPort
    private int port;

    private final List<SlowSender> senders = new ArrayList<>();
    private final ScheduledExecutorService tap = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void warmUp() {
        assertThat(new HttpBrowser(port).get("/auth/session")).isOk();
    }

    @AfterEach
    void hangUp() throws IOException {
        tap.shutdownNow();
        for (SlowSender sender : senders) {
            sender.close();
        }
    }

    @AfterEach
    void nobodyIsBlamedInTheLog(CapturedOutput log) {
        assertThat(log.getOut()).doesNotContain(" ERROR ", "\tat org.apache.");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void loginsThatDripHoldNoThread(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            drip(SlowSender.head("POST /auth/login", JSON, LONG));
        }

        assertNobodyHasToWait();
        for (SlowSender sender : senders) {
            assertThat(sender.answerToTheEnd())
                    .startsWith("HTTP/1.1 408")
                    .contains("Connection: close", "application/problem+json", "\"code\":\"request_timeout\"");
        }
    }

    @Test
    void neitherDoesAnyOtherBodyThatIsReadOrNot() throws IOException {
        for (String path :
                List.of("login", "refresh", "verify", "logout", "logout/all", "social/x/exchange", "nothing")) {
            drip(SlowSender.head("POST /auth/" + path, JSON, LONG));
            drip(SlowSender.head("POST /auth/" + path, JSON, "Transfer-Encoding: chunked") + "100\r\n{");
        }
        drip(SlowSender.head("POST /auth/social/x/link", JSON, LONG));
        drip(SlowSender.head("POST /auth/social/x/callback", FORM, LONG));
        drip(SlowSender.head("DELETE /auth/sessions/x", JSON, LONG));
        drip(SlowSender.head("GET /auth/session", JSON, LONG));

        assertNobodyHasToWait();
        for (SlowSender sender : senders) {
            assertThat(sender.answerToTheEnd()).startsWith("HTTP/1.1 408").contains("request_timeout");
        }
    }

    @Test
    void norOneThatIsRefusedUnread() throws IOException {
        for (String path : List.of("login", "refresh", "verify", "logout", "social/x/link", "social/x/callback")) {
            drip(SlowSender.head("POST /auth/" + path, TEXT, LONG));
            drip(SlowSender.head("POST /auth/" + path, TEXT, "Transfer-Encoding: chunked") + "1000\r\n");
        }
        drip(SlowSender.head("POST /auth/login", FORM, LONG));

        assertOthersAreServed();
        for (SlowSender sender : senders) {
            assertThat(sender.answerToTheEnd()).startsWith("HTTP/1.1 415").contains("Connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000", "Transfer-Encoding: chunked"})
    void norOneThatIsTooLarge(String length) throws IOException {
        drip(SlowSender.head("POST /auth/login", JSON, length) + "fffff\r\n" + " ".repeat(70_000));

        assertOthersAreServed();
        assertThat(senders.get(0).answerToTheEnd()).startsWith("HTTP/1.1 413").contains("payload_too_large");
    }

    @Test
    void norOneOfARequestForTheApplicationThatTheGateRefuses() throws IOException {
        for (int i = 0; i < 16; i++) {
            drip(SlowSender.head("POST /me", "Sec-Fetch-Site: cross-site", JSON, LONG));
        }
        drip(SlowSender.head("OPTIONS /me", "Origin: https://x.test", "Access-Control-Request-Method: POST", LONG));

        assertNobodyHasToWait();
        for (SlowSender sender : senders) {
            assertThat(sender.answerToTheEnd()).startsWith("HTTP/1.1 403").contains("Connection: close");
        }
    }

    @Test
    void aBodyThatNeverBeginsIsLateToo() throws IOException {
        SlowSender sender = open(SlowSender.head("POST /auth/login", JSON, "Content-Length: 10"));

        assertThat(sender.answerToTheEnd()).startsWith("HTTP/1.1 408");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 44", "Transfer-Encoding: chunked"})
    void aBodyInTwoPartsIsOneAndTheConnectionGoesOn(String length) throws IOException {
        SlowSender sender = open(SlowSender.head("POST /auth/verify", JSON, length));
        String body = "{\"token\":\"" + "x".repeat(32) + "\"}";
        boolean chunked = length.startsWith("T");
        send(sender, chunked, body.substring(0, 20));
        assertOthersAreServed();
        send(sender, chunked, body.substring(20));
        if (chunked) {
            sender.send("0\r\n\r\n");
        }

        assertThat(sender.answer()).startsWith("HTTP/1.1 200").contains("{\"active\":false}");
        assertThat(sender.send(SlowSender.head("GET /auth/session")).answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void theRefusalsKeepTheirOrder() throws IOException {
        SlowSender crossSite =
                open(SlowSender.head("POST /auth/login", "Sec-Fetch-Site: cross-site", JSON, "Content-Length: 2"));
        crossSite.send("{");
        assertOthersAreServed();

        assertThat(crossSite.send("x").answer()).startsWith("HTTP/1.1 403").contains("cross_site");
    }

    @Test
    void whoExpectsToBeToldToGoOnIsTold() throws IOException {
        SlowSender sender =
                open(SlowSender.head("POST /auth/verify", JSON, "Content-Length: 13", "Expect: 100-continue"));

        assertThat(sender.answer()).startsWith("HTTP/1.1 100");
        assertThat(sender.send("{\"token\":\"x\"}").answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoIsGoneLeavesNothingBehind() throws IOException {
        for (int i = 0; i < 16; i++) {
            new SlowSender(port, SlowSender.head("POST /auth/login", JSON, LONG))
                    .send("{")
                    .close();
            new SlowSender(port, SlowSender.head("POST /auth/login", JSON, LONG))
                    .send("{")
                    .reset();
        }

        assertOthersAreServed();
    }

    @Test
    void whatComesBehindABodyIsAnotherRequest() throws IOException {
        SlowSender sender = open(SlowSender.head("POST /auth/verify", JSON, "Content-Length: 13"));
        sender.send("{\"token\":\"x\"}" + SlowSender.head("GET /auth/session"));

        assertThat(sender.answer()).contains("{\"active\":false}");
        assertThat(sender.answer()).contains("\"authenticated\":false");
    }

    private static void send(SlowSender sender, boolean chunked, String text) throws IOException {
        sender.send(chunked ? Integer.toHexString(text.length()) + "\r\n" + text + "\r\n" : text);
    }

    private SlowSender open(String beginning) throws IOException {
        SlowSender sender = new SlowSender(port, beginning);
        senders.add(sender);
        return sender;
    }

    private void drip(String beginning) throws IOException {
        SlowSender sender = open(beginning);
        tap.scheduleAtFixedRate(sender::drip, 50, 50, TimeUnit.MILLISECONDS);
    }

    private void assertOthersAreServed() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(new HttpBrowser(port).get("/auth/session")).isOk());
    }

    /** At once, and not when the bodies have had their time. */
    private void assertNobodyHasToWait() throws IOException {
        assertOthersAreServed();
        for (SlowSender sender : senders) {
            assertThat(sender.isAnswered()).isFalse();
        }
    }
}
