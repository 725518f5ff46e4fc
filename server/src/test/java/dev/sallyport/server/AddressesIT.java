package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesIT {

    private final ServerProcess server = Launch.shared();
    private final HttpBrowser browser = server.browser();

    @Test
    void aLiveAccessTokenIsVerifiedWithItsClaims() {
        Answer login = browser.signIn("demo", Launch.PASSWORD);

        Answer verified = verify(browser.cookie("access").orElseThrow());

        assertThat(verified).isOk().hasHeader("Cache-Control", "no-store");
        assertThat(verified.json().propertyNames()).containsExactlyInAnyOrder("active", "claims");
        assertThat(verified.json().get("active").booleanValue()).isTrue();
        assertThat(verified.json().get("claims").propertyNames())
                .containsExactlyInAnyOrder(
                        "iss", "aud", "sub", "sid", "jti", "iat", "exp", "auth_time", "amr", "roles");
        assertThat(verified)
                .hasMembers(Map.of(
                        "claims.sid", login.text("session.id"),
                        "claims.sub", login.text("user.id"),
                        "claims.amr.0", "pwd"));
    }

    @Test
    void whatIsNoLiveAccessTokenIsInactiveAndNothingMoreIsSaid() {
        browser.signIn("demo", Launch.PASSWORD);
        String ended = browser.cookie("access").orElseThrow();
        String refresh = browser.cookie("refresh").orElseThrow();
        browser.post("/auth/logout");

        for (String token : new String[] {"", "x", "a.b.c", refresh, ended}) {
            Answer answer = verify(token);
            assertThat(answer).isOk().hasHeader("Cache-Control", "no-store");
            assertThat(answer.body()).isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void aKeyThatSignsByASharedSecretIsNotPublished() {
        Answer keys = browser.get("/.well-known/jwks.json");

        assertThat(keys).isOk().hasHeader("Cache-Control", "public, max-age=300");
        assertThat(keys.body()).isEqualTo("{\"keys\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/session", "/auth/sessions", "/.well-known/jwks.json", "/api/profile"})
    void headAnswersAsGetDoesWithoutTheBody(String path) {
        HttpBrowser signedIn = server.signedIn();
        Answer get = signedIn.get(path);
        Answer head = signedIn.call("HEAD", path).send();

        assertThat(head).hasStatus(200).hasHeader("Content-Type", "application/json");
        assertThat(head.header("Cache-Control")).isEqualTo(get.header("Cache-Control"));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth",
                "/auth/",
                "/auth/nothing",
                "/auth/session/",
                "/auth/login/",
                "/auth/sessions/",
                "/auth/sessions/a/b",
                "/AUTH/session",
                "/authors",
                "/nothing",
                "/api",
                "/api/nothing",
                "/error",
                "/WEB-INF/web.xml",
                "/actuator",
                "/.well-known/",
                "/auth/..;/nothing"
            })
    void whereThereIsNothingTheAnswerIs404(String path) {
        assertThat(browser.get(path)).isRefusal(404, "not_found");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST, /auth/session, GET",
        "GET, /auth/login, POST",
        "GET, /auth/refresh, POST",
        "HEAD, /auth/logout, POST",
        "GET, /auth/logout, POST",
        "DELETE, /auth/logout/all, POST",
        "POST, /auth/sessions, 'DELETE, GET'",
        "GET, /auth/sessions/x, DELETE",
        "GET, /auth/verify, POST",
        "PUT, /.well-known/jwks.json, GET",
        "OPTIONS, /auth/login, POST",
        "get, /auth/session, GET",
        "BREW, /auth/session, GET"
    })
    void aMethodThatIsNotForTheAddressIsAnsweredWithThoseThatAre(String method, String path, String allowed) {
        Answer answer = browser.call(method, path).send();

        assertThat(answer).hasStatus(405).hasHeader("Allow", allowed).setsNoCookie();
        if (!method.equals("HEAD")) {
            assertThat(answer).isRefusal(405, "method_not_allowed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "BREW", "post"})
    void theApplicationsOwnAddressesAnswerAlike(String method) {
        Answer answer = server.signedIn().call(method, "/api/profile").send();

        assertThat(answer).isRefusal(405, "method_not_allowed");
        assertThat(answer.header("Allow").orElseThrow().split(", ")).containsExactlyInAnyOrder("GET", "POST");
    }

    @Test
    void traceIsOff() {
        assertThat(browser.call("TRACE", "/api/profile").send()).isRefusal(405, "method_not_allowed");
    }

    private Answer verify(String token) {
        return browser.post("/auth/verify", Map.of("token", token));
    }
}
