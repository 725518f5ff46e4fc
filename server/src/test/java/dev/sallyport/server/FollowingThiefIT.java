package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody copied a browser's cookies, and comes within the grace of each refresh of their owner. */
class FollowingThiefIT {

    private static final String BEHIND_A_PROXY = "--sallyport.trusted-proxies=127.0.0.0/8,::1";
    private static final String OWNERS_ADDRESS = "192.0.2.7";
    private static final String OWNERS_BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";

    private final ServerProcess server = Launch.shared(BEHIND_A_PROXY);

    @ParameterizedTest(name = "from {0} with \"{1}\": caught after {2} rotations")
    @CsvSource({
        "198.51.100.4, curl/8.14.1, 1",
        "198.51.100.4, '', 13",
        "192.0.2.7, curl/8.14.1, 13",
        "192.0.2.7, '', 13"
    })
    void rule32_whoFollowsIsCaught(String address, String userAgent, int rotations) {
        String thiefsBrowser = userAgent.isEmpty() ? OWNERS_BROWSER : userAgent;
        HttpBrowser owner = server.signedIn();
        refresh(owner, OWNERS_ADDRESS, OWNERS_BROWSER);

        Answer followed = null;
        int rotation = 0;
        while (followed == null || followed.status() == 200) {
            rotation++;
            HttpBrowser thief = owner.twin();
            assertThat(refresh(owner, OWNERS_ADDRESS, OWNERS_BROWSER)).isOk();
            followed = refresh(thief, address, thiefsBrowser);
        }

        assertThat(rotation).isEqualTo(rotations);
        assertThat(followed).isRefusal(401, "refresh_reused").setsNoCookie();
        assertThat(refresh(owner, OWNERS_ADDRESS, OWNERS_BROWSER)).isRefusal(401, "session_revoked");
        assertThat(owner.get("/api/profile")).isRefusal(401, "session_revoked");
        assertThat(server.output()).anyMatch(line -> line.contains("WARN") && line.contains("event=REFRESH_SHARED"));
    }

    @Test
    void whoseTelephoneChangesItsNetworkInTheMiddleOfARefreshStaysSignedIn() {
        HttpBrowser owner = server.signedIn();
        refresh(owner, OWNERS_ADDRESS, OWNERS_BROWSER);
        HttpBrowser before = owner.twin();
        refresh(owner, OWNERS_ADDRESS, OWNERS_BROWSER);

        assertThat(refresh(before, "198.51.100.4", OWNERS_BROWSER)).isOk();
        assertThat(refresh(owner, "198.51.100.4", OWNERS_BROWSER)).isOk();
    }

    @Test
    void rule32_theListTellsWhereASessionWasLastRefreshedFrom() {
        HttpBrowser owner = server.signedIn();
        refresh(owner, OWNERS_ADDRESS, OWNERS_BROWSER);

        Answer list = owner.get("/auth/sessions");

        assertThat(list.body()).contains("\"ip\":\"192.0.2.7\"", "\"device\":\"Firefox 153 on Linux\"");
        assertThat(list.body()).containsPattern("\"lastSeenAt\":\"[0-9-]+T[0-9]{2}:[0-9]{2}:00Z\"");
    }

    @Test
    void rule31_aBodyThatArrivesAfterTheGraceEarnsNoSuccessor() throws Exception {
        Duration grace = Duration.ofSeconds(1);
        ServerProcess strict = Launch.shared("--sallyport.refresh-token.grace=" + grace.toSeconds() + "s");
        HttpBrowser owner = strict.signedIn();
        HttpBrowser thief = owner.twin();
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), strict.port())) {
            slow.setSoTimeout(20_000);
            send(slow, head(thief));
            assertThat(owner.post("/auth/refresh")).isOk();
            Instant over = Instant.now().plus(grace).plusMillis(50);
            while (Instant.now().isBefore(over)) {
                Thread.sleep(20);
            }
            send(slow, "}");

            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 401").contains("\"code\":\"refresh_reused\"");
        }
    }

    @Test
    void rule31_withoutAGraceNobodyIsRepeatedWhoeverRaces() throws Exception {
        ServerProcess strict = Launch.shared("--sallyport.refresh-token.grace=0s");
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            for (int round = 0; round < 5; round++) {
                List<HttpBrowser> tabs =
                        Stream.generate(strict.signedIn()::twin).limit(10).toList();
                List<Callable<Integer>> calls = tabs.stream()
                        .map(tab -> (Callable<Integer>)
                                () -> tab.post("/auth/refresh").status())
                        .toList();
                int given = 0;
                for (Future<Integer> status : threads.invokeAll(calls)) {
                    given += status.get() == 200 ? 1 : 0;
                }
                assertThat(given).as("given tokens in round %d", round).isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Answer refresh(HttpBrowser browser, String address, String userAgent) {
        return browser.call("POST", "/auth/refresh")
                .header("X-Forwarded-For", address)
                .header("User-Agent", userAgent)
                .send();
    }

    private static String head(HttpBrowser browser) {
        String csrf = browser.cookie("XSRF-TOKEN").orElseThrow();
        return """
                POST /auth/refresh HTTP/1.1
                Host: 127.0.0.1
                Sec-Fetch-Site: same-origin
                Cookie: refresh=%s; XSRF-TOKEN=%s
                X-XSRF-TOKEN: %s
                Content-Type: application/json
                Content-Length: 2
                Connection: close

                {""".formatted(browser.cookie("refresh").orElseThrow(), csrf, csrf)
                .replace("\n", "\r\n");
    }

    private static void send(Socket socket, String text) throws Exception {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
