package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static dev.sallyport.http.SlowSender.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.http.SlowSender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server with eight threads: whatever address a body drips to, and it is read there or not, nobody waits. */
class SlowBodiesIT {

    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String LENGTH = "Content-Length: 1000";
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    @TempDir
    private Path folder;

    private final List<SlowSender> senders = new ArrayList<>();
    private final ScheduledExecutorService tap = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void hangUp() throws IOException {
        tap.shutdownNow();
        for (SlowSender sender : senders) {
            sender.close();
        }
    }

    @Test
    void noAddressHoldsAThreadForABodyThatDrips() throws IOException {
        try (ServerProcess server =
                Launch.in(folder, "--server.tomcat.threads.max=8").start()) {
            HttpBrowser owner = server.signedIn();
            String cookie = "Cookie: access=" + owner.cookie("access").orElseThrow();
            String token = "X-XSRF-TOKEN: " + owner.cookie("XSRF-TOKEN").orElseThrow();
            for (String path : List.of("login", "refresh", "verify", "logout", "logout/all", "nothing")) {
                drip(server, head("POST /auth/" + path, JSON, LENGTH, cookie, token));
                drip(server, head("POST /auth/" + path, JSON, CHUNKED, cookie, token) + "1000\r\n");
            }
            for (String path : List.of("exchange", "link")) {
                drip(server, head("POST /auth/social/google/" + path, JSON, LENGTH, cookie, token));
            }
            drip(server, head("POST /auth/social/google/callback", FORM, LENGTH));
            drip(server, head("DELETE /auth/sessions/x", JSON, LENGTH, cookie, token));
            drip(server, head("DELETE /auth/identities/x", JSON, LENGTH, cookie, token));
            drip(server, head("POST /api/profile", JSON, LENGTH, cookie, token));
            drip(server, head("POST /api/profile", JSON, CHUNKED, cookie, token) + "1000\r\n");
            drip(server, head("POST /api/profile", "Content-Type: text/plain", LENGTH, cookie, token));
            drip(server, head("POST /api/profile", JSON, LENGTH));
            drip(server, head("PUT /nowhere", FORM, LENGTH, cookie, token));
            drip(server, head("GET /", JSON, LENGTH));

            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                assertThat(server.browser().get("/auth/session")).isOk();
                assertThat(owner.get("/api/profile")).isOk();
            });
            for (SlowSender sender : senders) {
                assertThat(sender.answerToTheEnd())
                        .startsWith("HTTP/1.1 408")
                        .contains("Connection: close", "application/problem+json", "\"code\":\"request_timeout\"");
            }
            drip(server, head("POST /api/profile", "Sec-Fetch-Site: cross-site", JSON, LENGTH, cookie, token));
            drip(server, head("POST /auth/doctor/probe", FORM, LENGTH, cookie, token));
            assertThat(senders.get(senders.size() - 1).answerToTheEnd()).startsWith("HTTP/1.1 415");
            assertThat(senders.get(senders.size() - 2).answerToTheEnd()).startsWith("HTTP/1.1 403");
            assertThat(server.output()).noneMatch(line -> line.contains(" ERROR "));
        }
    }

    private void drip(ServerProcess server, String beginning) throws IOException {
        SlowSender sender = new SlowSender(server.port(), beginning);
        senders.add(sender);
        tap.scheduleAtFixedRate(sender::drip, 50, 50, TimeUnit.MILLISECONDS);
    }
}
