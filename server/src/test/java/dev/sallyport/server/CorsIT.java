package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.AnswerAssert;
import dev.sallyport.http.Call;
import dev.sallyport.http.HttpBrowser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsIT {

    private static final String APP = "https://app.example.com";
    private static final List<String> ALLOW = List.of(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
            "Access-Control-Max-Age",
            "Access-Control-Allow-Private-Network");
    private static final String VARY_PREFLIGHT = "Origin, Access-Control-Request-Method, "
            + "Access-Control-Request-Headers, Access-Control-Request-Private-Network";
    private static final String PREVIEW = "https://branch-7.preview.example.com";

    private final ServerProcess server = Launch.shared(
            "--sallyport.cors.allowed-origins=" + APP,
            "--sallyport.cors.allowed-origin-patterns=https://[a-z0-9-]+\\.preview\\.example\\.com");
    private final HttpBrowser browser = server.browser();

    @ParameterizedTest
    @ValueSource(strings = {"/api/profile", "/auth/session", "/auth/refresh", "/nothing"})
    void rule11_aPreflightOfAListedOriginIsAnsweredBeforeAnyoneAsksWhoItIs(String path) {
        Answer answer =
                preflight(path, APP, "POST", "content-type, x-xsrf-token").send();

        assertThat(answer)
                .hasStatus(204)
                .hasHeader("Access-Control-Allow-Origin", APP)
                .hasHeader("Access-Control-Allow-Credentials", "true")
                .hasHeader("Access-Control-Allow-Methods", "DELETE, GET, HEAD, PATCH, POST, PUT")
                .hasHeader("Access-Control-Allow-Headers", "Content-Type, X-XSRF-TOKEN")
                .hasHeader("Access-Control-Max-Age", "1800")
                .hasHeader("Vary", VARY_PREFLIGHT)
                .setsNoCookie();
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest(name = "{0} asks for {1} with {2}")
    @CsvSource({
        "https://evil.example,                 POST,  content-type",
        "null,                                 POST,  content-type",
        "https://app.example.com.evil.test,    POST,  content-type",
        "https://evilapp.example.com,          POST,  content-type",
        "https://app.example.com:8443,         POST,  content-type",
        "http://app.example.com,               POST,  content-type",
        "https://APP.example.com,              POST,  content-type",
        "https://app.example.com/,             POST,  content-type",
        "https://preview.example.com,          POST,  content-type",
        "https://a.b.preview.example.com,      POST,  content-type",
        "https://a.preview.example.com:8443,   POST,  content-type",
        "https://a.preview.example.com.evil.test, POST, content-type",
        "https://evil.test/.preview.example.com, POST, content-type",
        "https://app.example.com,              BREW,  content-type",
        "https://app.example.com,              post,  content-type",
        "https://app.example.com,              POST,  x-other",
        "https://app.example.com,              POST,  'content-type, x-other'"
    })
    void rule11_and_12_anyOtherPreflightIsRefusedWithoutASingleAllowHeader(
            String origin, String method, String headers) {
        Answer answer = preflight("/api/profile", origin, method, headers).send();

        assertNothingAllowed(
                assertThat(answer).isRefusal(403, "origin_not_allowed").hasHeader("Vary", VARY_PREFLIGHT));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET,  /auth/session, 200",
        "GET,  /api/profile,  401",
        "POST, /auth/refresh, 401",
        "POST, /auth/login,   415",
        "GET,  /auth/nothing, 404",
        "GET,  /nothing,      404",
        "PUT,  /auth/session, 405"
    })
    void rule11_theListedOriginMayReadAnswersOfEveryStatus(String method, String path, int status) {
        for (String origin : List.of(APP, PREVIEW)) {
            assertThat(browser.call(method, path).header("Origin", origin).send())
                    .hasStatus(status)
                    .hasHeader("Access-Control-Allow-Origin", origin)
                    .hasHeader("Access-Control-Allow-Credentials", "true")
                    .hasHeader("Vary", "Origin")
                    .hasNoHeader("Cross-Origin-Resource-Policy");
        }
    }

    @Test
    void theListedOriginMayReadWhyTheSecondDoorStayedShut() {
        assertThat(server.signedIn()
                        .call("POST", "/api/profile")
                        .json("{}")
                        .withoutCsrfToken()
                        .header("Origin", APP)
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isRefusal(403, "csrf_missing")
                .hasHeader("Access-Control-Allow-Origin", APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {APP, PREVIEW})
    void rule5_theListedOriginMayActThroughTheSecondDoor(String origin) {
        assertThat(server.signedIn()
                        .call("POST", "/api/profile")
                        .json(Map.of("bio", "from afar"))
                        .header("Origin", origin)
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isOk()
                .hasHeader("Access-Control-Allow-Origin", origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.com.evil.test", APP + ", " + APP})
    void rule11_and_12_othersAreServedWhatTheyGetButMayNotReadItAndMayNotAct(String origin) {
        HttpBrowser victim = server.signedIn();
        AnswerAssert read = assertThat(
                victim.call("GET", "/api/profile").header("Origin", origin).send());
        AnswerAssert acted = assertThat(victim.call("POST", "/api/profile")
                .json("{}")
                .header("Origin", origin)
                .send());

        assertNothingAllowed(read.isOk().hasHeader("Vary", "Origin"));
        assertNothingAllowed(acted.isRefusal(403, "origin_not_allowed").hasHeader("Vary", "Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/assets/app.js", "/auth/session", "/auth/nothing", "/api/profile", "/nothing"})
    void rule11_everyAnswerVariesByOriginEvenWithoutOne(String path) {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "BREW")) {
            Answer answer = browser.call(method, path).send();

            assertNothingAllowed(assertThat(answer).hasHeader("Vary", "Origin"));
        }
    }

    @Test
    void rule11_thePrivateNetworkIsClosedToPagesFromOutsideUnlessItWasOpened() {
        ServerProcess open =
                Launch.shared("--sallyport.cors.allowed-origins=" + APP, "--sallyport.cors.allow-private-network=true");

        assertNothingAllowed(assertThat(preflight("/api/profile", APP, "POST", "content-type")
                        .header("Access-Control-Request-Private-Network", "true")
                        .send())
                .isRefusal(403, "origin_not_allowed")
                .hasHeader("Vary", VARY_PREFLIGHT));
        assertThat(preflight(open.browser(), "/api/profile", APP)
                        .header("Access-Control-Request-Private-Network", "true")
                        .send())
                .hasStatus(204)
                .hasHeader("Access-Control-Allow-Private-Network", "true");
        assertThat(preflight(open.browser(), "/api/profile", APP).send())
                .hasStatus(204)
                .hasNoHeader("Access-Control-Allow-Private-Network");
    }

    @Test
    void rule11_withoutAListThereIsNoCors() {
        HttpBrowser closed = Launch.shared().browser();

        assertNothingAllowed(assertThat(closed.call("GET", "/auth/session")
                        .header("Origin", APP)
                        .send())
                .isOk()
                .hasNoHeader("Vary"));
        assertNothingAllowed(assertThat(closed.call("OPTIONS", "/api/profile")
                        .header("Origin", APP)
                        .header("Access-Control-Request-Method", "POST")
                        .send())
                .isRefusal(403, "origin_not_allowed"));
    }

    private Call preflight(String path, String origin, String method, String headers) {
        return preflight(browser, path, origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers);
    }

    private static Call preflight(HttpBrowser from, String path, String origin) {
        return from.call("OPTIONS", path).header("Origin", origin).header("Access-Control-Request-Method", "POST");
    }

    private static void assertNothingAllowed(AnswerAssert answer) {
        ALLOW.forEach(answer::hasNoHeader);
    }
}
