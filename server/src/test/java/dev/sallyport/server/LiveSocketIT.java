package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSocketIT {

    private static final ServerProcess SERVER = Launch.shared("--sallyport.transports=cookie,header");
    private static final String OWN = "http://127.0.0.1:" + SERVER.port();
    private static final int PATIENCE_SECONDS = 20;

    /** What became of one socket. */
    private static final class Ear implements WebSocket.Listener {

        private final CompletableFuture<String> heard = new CompletableFuture<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();
        private volatile Instant closedAt = Instant.MIN;

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.complete(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closedAt = Instant.now();
            closed.complete(status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }

        private String heard() throws Exception {
            return heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        private String closed() throws Exception {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSignedInPageHearsWhoItIs() throws Exception {
        HttpBrowser demo = SERVER.signedIn();

        assertThat(open(demo, OWN).heard()).contains(demo.get("/auth/session").text("session.id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/logout", "/auth/logout/all", "DELETE"})
    void itClosesWhenItsSessionIsEnded(String how) throws Exception {
        HttpBrowser demo = SERVER.signedIn();
        Ear ear = open(demo, OWN);
        ear.heard();
        if (how.equals("DELETE")) {
            String id = demo.get("/auth/session").text("session.id");
            demo.call("DELETE", "/auth/sessions/" + id).send();
        } else {
            demo.post(how);
        }

        assertThat(ear.closed()).isEqualTo("1008 session_ended");
    }

    @Test
    void itClosesWhenAnotherSignInTakesItsSessionsPlace() throws Exception {
        HttpBrowser demo = SERVER.signedIn();
        Ear ear = open(demo, OWN);
        ear.heard();
        demo.post("/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD));

        assertThat(ear.closed()).isEqualTo("1008 session_ended");
    }

    @Test
    void itClosesWhenItsSessionsTimeIsOverAndNotWhenItsAccessTokensIs() throws Exception {
        ServerProcess hasty =
                Launch.shared("--sallyport.access-token.lifetime=2s", "--sallyport.refresh-token.lifetime=8s");
        HttpBrowser demo = hasty.signedIn();
        Instant end = Instant.parse(demo.get("/auth/session").text("session.expiresAt"));
        Ear ear = open(demo, "http://127.0.0.1:" + hasty.port());
        ear.heard();

        Answer refused = await().until(() -> demo.get("/api/profile"), answer -> answer.status() != 200);
        assertThat(refused).isRefusal(401, "access_expired");
        assertThat(ear.closed()).isEqualTo("1008 session_ended");
        assertThat(ear.closedAt).isAfterOrEqualTo(end);
    }

    @ParameterizedTest(name = "Origin {0}: {1}")
    @CsvSource(nullValues = "-", textBlock = """
        -,                     403
        null,                  403
        https://evil.example,  403
        http://127.0.0.1,      403
        http://localhost:1,    403
        """)
    void rule6_noOtherOriginAndNoneAtAllOpensOne(String origin, int status) {
        assertRefused(SERVER.signedIn(), origin, status);
    }

    @Test
    void aVisitorOpensNone() {
        assertRefused(SERVER.browser(), OWN, 401);
    }

    @Test
    void aProgramOpensOneWithItsTokenAndNoOrigin() throws Exception {
        String token = SERVER.browser()
                .post("/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD, "transport", "header"))
                .text("accessToken");
        Ear ear = new Ear();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "JWT " + token)
                .buildAsync(URI.create("ws://127.0.0.1:" + SERVER.port() + "/api/live"), ear)
                .join();

        assertThat(ear.heard()).contains("userId");
    }

    @Test
    void whatIsNoHandshakeIsToldSo() {
        assertThat(SERVER.signedIn().get("/api/live")).isRefusal(400, "malformed_request");
        assertThat(SERVER.signedIn().post("/api/live")).isClientError();
    }

    private static void assertRefused(HttpBrowser browser, String origin, int status) {
        assertThatThrownBy(() -> open(browser, origin))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    private static Ear open(HttpBrowser browser, String origin) {
        Ear ear = new Ear();
        WebSocket.Builder builder = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", "access=" + browser.cookie("access").orElse("none"));
        if (origin != null) {
            builder.header("Origin", origin);
        }
        builder.buildAsync(URI.create("ws://127.0.0.1:" + browser.port() + "/api/live"), ear)
                .join();
        return ear;
    }
}
