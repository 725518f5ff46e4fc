package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.http.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hardly HTTP, or none: a 4xx problem or a closed connection, and the session goes on where it did. */
class BrokenHttpIT {

    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private static final int SIXTY_FOUR_KILOBYTES = 64 * 1024;

    private static final HttpBrowser SIGNED_IN = Launch.shared().signedIn();

    private final RawHttp http = new RawHttp(SIGNED_IN.port());

    @AfterEach
    void theSessionGoesOn() {
        assertThat(SIGNED_IN.post("/auth/refresh")).isOk();
        assertThat(SIGNED_IN.get("/api/profile")).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/profile%2f",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/../../etc/passwd",
                "/auth/%00",
                "/auth/sessions/%00",
                "/auth/session%0d%0aX:%20y",
                "/auth\\session",
                "/%C0%AE%C0%AE/",
                "/%zz",
                "/%",
                "/<script>",
                "/\u00e9",
                "auth/session",
                "*",
                "http://[/"
            })
    void aStrangePathIsAProblem(String path) throws IOException {
        assertProblem(http.send("GET " + path + HEAD + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: x",
                "Content-Length: 99999999999999999999",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: 1\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked, chunked",
                "Host: second.example",
                "Host : localhost",
                " folded: x",
                "no colon",
                "Content-Type: ///",
                "Expect: the unexpected"
            })
    void aStrangeHeaderIsAProblem(String header) throws IOException {
        assertProblemOrClosed(http.send("POST /auth/login" + HEAD + header + "\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}", "ffffffffffffffff\r\n{}", "-1\r\n", "\r\n", ""})
    void aBodyOfBrokenChunksIsAProblem(String chunks) throws IOException {
        for (String path : new String[] {"/auth/login", "/auth/verify", "/api/profile"}) {
            assertProblemOrClosed(http.send("POST " + path + HEAD + cookies()
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks));
        }
    }

    @Test
    void aBodyThatBreaksOffIsAProblem() throws IOException {
        for (String path : new String[] {"/auth/login", "/auth/verify", "/api/profile"}) {
            assertProblemOrClosed(http.send("POST " + path + HEAD + cookies()
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"token\":"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Long: ", "Cookie: access=", "Cookie: ", "Origin: ", "Authorization: Bearer ", "X-XSRF-TOKEN: "
            })
    void aHeaderOfSixtyFourKilobytesIsAProblem(String field) throws IOException {
        String request = HEAD + field + "a".repeat(SIXTY_FOUR_KILOBYTES) + "\r\n\r\n";

        assertProblemOrClosed(http.send("GET /api/profile" + request));
        assertProblemOrClosed(http.send("POST /auth/refresh" + request));
    }

    @Test
    void tenThousandHeadersAreAProblem() throws IOException {
        assertProblemOrClosed(http.send("GET /api/profile" + HEAD + "a: b\r\n".repeat(10_000) + "\r\n"));
    }

    @Test
    void aUrlOfAMegabyteIsAProblem() throws IOException {
        assertProblemOrClosed(http.send("GET /" + "a".repeat(1024 * 1024) + HEAD + "\r\n"));
        assertProblemOrClosed(http.send("GET /?" + "a".repeat(1024 * 1024) + HEAD + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "x",
                "GET",
                "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "\u0000\u0000\u0000\u0000",
                "G\u0000ET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n"
            })
    void garbageIsAProblemOrTheEndOfTheConnection(String garbage) throws IOException {
        assertProblemOrClosed(http.send(garbage));
    }

    @Test
    void noiseIsAProblemOrTheEndOfTheConnection() throws IOException {
        Random noise = new Random(1);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[noise.nextInt(2000)];
            noise.nextBytes(bytes);
            assertProblemOrClosed(http.send(new String(bytes, StandardCharsets.ISO_8859_1)));
        }
    }

    private static String cookies() {
        return "Cookie: access=" + SIGNED_IN.cookie("access").orElseThrow() + "\r\nX-XSRF-TOKEN: "
                + SIGNED_IN.cookie("XSRF-TOKEN").orElseThrow() + "\r\n";
    }

    private static void assertProblemOrClosed(String answer) {
        if (!answer.isEmpty()) {
            assertProblem(answer);
        }
    }

    private static void assertProblem(String answer) {
        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 (4\\d\\d) .*\"status\":\\1,.*")
                .contains("Content-Type: application/problem+json", "X-Content-Type-Options: nosniff")
                .containsPattern("\"code\":\"[a-z_]+\"")
                .doesNotContainPattern("Exception|java\\.|org\\.|dev\\.sallyport|\\bat \\w+\\.");
    }
}
