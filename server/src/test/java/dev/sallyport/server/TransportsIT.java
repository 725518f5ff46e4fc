package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.Call;
import dev.sallyport.http.HttpBrowser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transports over HTTP; TransportTest has the whole table. */
class TransportsIT {

    private static final ServerProcess SERVER = Launch.shared(
            "--sallyport.transports=cookie,memory,header", "--sallyport.cors.allowed-origins=http://localhost:5173");

    private final HttpBrowser browser = SERVER.browser();

    @TempDir
    Path folder;

    @Test
    void aProgramSignsInReadsWritesRefreshesAndSignsOutWithoutACookie() {
        Answer login = signIn(SERVER.browser(), "header");
        assertThat(login).isOk().setsNoCookie().hasHeader("Cache-Control", "no-store");
        assertThat(login.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "authenticated",
                        "user",
                        "session",
                        "accessExpiresAt",
                        "accessToken",
                        "tokenType",
                        "expiresIn",
                        "refreshToken");
        String token = login.text("accessToken");
        assertThat(program("GET", "/api/profile", token).send()).isOk();
        assertThat(program("POST", "/api/profile", token)
                        .json("{\"bio\":\"by header\"}")
                        .send())
                .isOk()
                .hasMembers(Map.of("bio", "by header"));

        Answer refreshed = SERVER.browser().post("/auth/refresh", Map.of("refreshToken", login.text("refreshToken")));
        assertThat(refreshed).isOk().setsNoCookie();
        assertThat(program("GET", "/auth/sessions", refreshed.text("accessToken"))
                        .send())
                .isOk();

        assertThat(program("POST", "/auth/logout", refreshed.text("accessToken"))
                        .send())
                .hasStatus(204)
                .setsNoCookie();
        assertThat(program("GET", "/api/profile", refreshed.text("accessToken")).send())
                .isRefusal(401, "session_revoked")
                .hasHeader("WWW-Authenticate", "JWT realm=\"api\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "header"})
    void whoeverCarriesATokenEndsTheOtherSessionsOfTheirs(String transport) {
        HttpBrowser other = SERVER.signedIn();
        browser.get("/auth/session");
        String token = signIn(browser, transport).text("accessToken");

        assertThat(program("DELETE", "/auth/sessions", token).send())
                .hasStatus(204)
                .setsNoCookie();
        assertThat(other.get("/api/profile")).isRefusal(401, "session_revoked");
        assertThat(program("GET", "/auth/sessions", token).send().json()).hasSize(1);
    }

    @Test
    void aPageKeepsTheAccessTokenInMemoryAndFindsItsWayBackAfterAReload() {
        browser.get("/auth/session");
        Answer login = signIn(browser, "memory");
        assertThat(login.cookies()).containsOnlyKeys("XSRF-TOKEN", "refresh", "visitor", "device");
        assertThat(login.json().has("refreshToken")).isFalse();

        assertThat(browser.get("/auth/session")).isOk().hasMembers(Map.of("authenticated", false, "refreshable", true));
        Answer refreshed = browser.post("/auth/refresh");
        assertThat(refreshed).isOk();
        assertThat(program("POST", "/api/profile", refreshed.text("accessToken"))
                        .json("{}")
                        .send())
                .isOk();
        assertThat(browser.call("POST", "/auth/refresh").withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing");
    }

    @Test
    void noAnswerToACookieSessionHoldsItsTokens() {
        HttpBrowser signedIn = SERVER.signedIn();
        String access = signedIn.cookie("access").orElseThrow();
        String refresh = signedIn.cookie("refresh").orElseThrow();
        List<Answer> answers = Stream.of(
                        signedIn.call("GET", "/auth/session"),
                        signedIn.call("GET", "/auth/sessions"),
                        signedIn.call("GET", "/api/profile"),
                        signedIn.call("POST", "/auth/verify").json(Map.of("token", access)),
                        signedIn.call("POST", "/auth/verify").json(Map.of("token", refresh)),
                        signedIn.call("POST", "/auth/refresh").json(Map.of("refreshToken", refresh)),
                        signedIn.call("POST", "/auth/refresh").json(Map.of("transport", "header")),
                        signedIn.call("POST", "/auth/refresh").json("{"),
                        signedIn.call("GET", "/api/profile").header("Authorization", "JWT " + access),
                        signedIn.call("GET", "/api/profile").header("Authorization", "Bearer " + refresh),
                        signedIn.call("GET", "/auth/nowhere/" + access),
                        signedIn.call("POST", "/api/profile").withoutCsrfToken(),
                        signedIn.call("POST", "/auth/social/google/exchange").json(Map.of("accessToken", access)),
                        signedIn.call("POST", "/auth/refresh").header("Authorization", "JWT " + access))
                .map(call -> call.header("Origin", "http://localhost:5173").send())
                .toList();

        for (Answer answer : answers) {
            assertThat(answer.body()).doesNotContain(access.split("\\.")[2]).doesNotContain(refresh.substring(23));
            answer.headers().map().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("set-cookie")) {
                    assertThat(values.toString()).as(name).doesNotContain("eyJ").doesNotContain(refresh.substring(23));
                }
            });
            assertThat(answer.header("Access-Control-Expose-Headers")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JWT                | 400 | malformed_request
            Bearer             | 400 | malformed_request
            JWT a b            | 400 | malformed_request
            JWT "a"            | 400 | malformed_request
            JWT a.b.c          | 401 | access_invalid
            bearer eyJhbGciOiJub25lIn0.e30. | 401 | access_invalid
            Basic YTpi         | 401 | access_missing
            """)
    void aMalformedHeaderIsToldSo(String authorization, int status, String code) {
        Answer answer = SERVER.browser()
                .call("GET", "/api/profile")
                .header("Authorization", authorization)
                .send();

        assertThat(answer).isRefusal(status, code);
        assertThat(answer.header("WWW-Authenticate").orElseThrow())
                .startsWith(authorization.startsWith("Basic") ? "Cookie realm=\"api\"" : "JWT realm=\"api\"");
    }

    @Test
    void aPageOfAListedOriginMayAskToSendTheHeader() {
        Answer preflight = browser.call("OPTIONS", "/api/profile")
                .header("Origin", "http://localhost:5173")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .send();

        assertThat(preflight)
                .hasStatus(204)
                .hasHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, X-XSRF-TOKEN");
    }

    @Test
    void opaqueTokensAndJwtsStandSideBySide() {
        try (ServerProcess server =
                Launch.in(folder, "--sallyport.access-token.format=opaque,jwt").start()) {
            HttpBrowser signedIn = server.signedIn();
            assertThat(signedIn.cookie("access").orElseThrow()).doesNotStartWith("eyJ");
            assertThat(signedIn.post("/api/profile", Map.of("bio", "by handle")))
                    .isOk();
            assertThat(signedIn.post("/auth/refresh")).isOk();
            assertThat(signedIn.get("/api/profile")).isOk();
            HttpBrowser before = signedIn.twin();
            signedIn.post("/auth/logout");
            assertThat(before.get("/api/profile")).isRefusal(401, "session_revoked");
        }
    }

    private static Answer signIn(HttpBrowser who, String transport) {
        return who.post("/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD, "transport", transport));
    }

    private static Call program(String method, String path, String token) {
        return SERVER.browser().call(method, path).header("Authorization", "JWT " + token);
    }
}
