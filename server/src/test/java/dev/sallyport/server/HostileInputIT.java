package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.http.RawHttp;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What got through once and failed further on: each is a problem with a code now, and the log stays free of stack traces. */
class HostileInputIT {

    private static final ServerProcess SERVER = Launch.shared(
            "--sallyport.social.form.name=Form provider",
            "--sallyport.social.form.authorization-endpoint=https://form.example/authorize",
            "--sallyport.social.form.token-endpoint=https://form.example/token",
            "--sallyport.social.form.userinfo-endpoint=https://form.example/userinfo",
            "--sallyport.social.form.subject-claim=sub",
            "--sallyport.social.form.response-mode=form_post",
            "--sallyport.social.form.client-id=us",
            "--sallyport.social.form.client-secret=a secret");

    private final HttpBrowser browser = SERVER.browser();

    @AfterAll
    static void nothingFailed() {
        assertThat(SERVER.output()).noneMatch(line -> line.startsWith("\tat "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"demo\",\"password\":\"\\ud800\"}",
                "{\"username\":\"\\udc00\",\"password\":\"x\"}",
                "{\"username\":\"demo\",\"password\":\"x\\u0000\"}",
                "{\"username\":\"demo\",\"password\":\"x\",\"\\ud800\":1}",
                "{\"username\":null,\"password\":null}"
            })
    void rule9_aTextThatIsNoneSignsNobodyIn(String body) {
        browser.get("/auth/session");

        assertThat(browser.call("POST", "/auth/login").json(body).send()).isRefusal(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"displayName\":\"\\ud800\"}", "{\"bio\":\"a\\u0000\"}", "{\"bio\":\"\\udc00\\ud800\"}"})
    void rule9_norDoesItReachTheApplication(String body) {
        HttpBrowser demo = SERVER.signedIn();

        assertThat(demo.call("POST", "/api/profile").json(body).send()).isRefusal(400, "malformed_request");
        assertThat(demo.call("POST", "/api/profile")
                        .json("{\"displayName\":\"\\ud83d\\ude00\"}")
                        .send())
                .isOk();
    }

    @ParameterizedTest(name = "{0}, {1} bytes")
    @CsvSource({"code, 9000", "state, 9000", "user, 9000", "code, 70000", "x, 70000"})
    void rule16_aFormThatFitsIntoNoAddressIsTooLarge(String field, int length) {
        assertThat(form(field + "=" + "a".repeat(length))).isRefusal(413, "payload_too_large");
    }

    @Test
    void aFormThatFitsIsBroughtAgain() {
        assertThat(form("code=a&state=b&more=" + "a".repeat(9000)))
                .hasStatus(303)
                .hasHeader("Location", "/auth/social/form/callback?code=a&state=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/social/form/start?returnTo=/",
                "/auth/social/form/callback?code=a&state=",
                "/auth/social/form/callback?state=b&code=",
                "/auth/session?x="
            })
    void rule16_anAddressThatIsTooLongIsAProblem(String path) {
        assertThat(browser.get(path + "a".repeat(9000))).isRefusal(400, "malformed_request");
        assertThat(browser.get("/auth/social/form/start?returnTo=/" + "a".repeat(6000)))
                .isRefusal(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:0",
                "localhost:65536",
                "localhost:99999",
                "localhost:4294967376",
                "localhost:abc",
                "localhost:",
                "localhost:-1",
                "[::1]:0"
            })
    void aHostWhosePortIsNoneIsMalformed(String host) throws IOException {
        for (String path : new String[] {"/auth/session", "/api/profile", "/", "/auth/social/form/start"}) {
            assertThat(new RawHttp(SERVER.port())
                            .send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "\"code\":\"malformed_request\"")
                    .doesNotContain("Set-Cookie");
        }
    }

    @Test
    void aSecretOfWhichLettersAreMissingStopsTheStart(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("application.properties"), "sallyport.access-token.issuer=hunter\\ufffd\n");

        ServerProcess server = Launch.in(folder).start();
        try (server) {
            assertThatThrownBy(server::port).isInstanceOf(AssertionError.class);
        }
        assertThat(server.output())
                .anyMatch(line -> line.startsWith("  - sallyport.access-token.issuer = (not shown): holds U+FFFD"))
                .noneMatch(line -> line.contains("hunter") || line.startsWith("\tat "));
    }

    @Test
    void cookiesWithoutThePrefixAreToldOf(@TempDir Path folder) {
        try (ServerProcess server = Launch.in(
                        folder, "--sallyport.cookie.secure=true", "--sallyport.cookie.access-name=access")
                .start()) {
            server.port();
            assertThat(server.output())
                    .anyMatch(line -> line.contains("sallyport.cookie.access-name=access does not begin with __Host-"));
        }
    }

    private Answer form(String body) {
        return browser.call("POST", "/auth/social/form/callback")
                .body("application/x-www-form-urlencoded", BodyPublishers.ofString(body))
                .send();
    }
}
