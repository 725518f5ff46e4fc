package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.Call;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.http.RawHttp;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsIT {

    private static final HttpBrowser SIGNED_IN = Launch.shared().signedIn();
    private static final String OWN = "http://127.0.0.1:" + SIGNED_IN.port();

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            same-origin,  -,                      -
            same-origin,  https://evil.example,   -
            none,         -,                      -
            cross-site,   -,                      cross_site
            cross-site,   https://evil.example,   cross_site
            cross-site,   null,                   cross_site
            cross-site,   OWN,                    cross_site
            same-site,    -,                      cross_site
            same-site,    OWN,                    cross_site
            Same-Origin,  -,                      cross_site
            '',           -,                      cross_site
            anything,     -,                      cross_site
            -,            -,                      -
            -,            OWN,                    -
            -,            null,                   origin_not_allowed
            -,            '',                     origin_not_allowed
            -,            https://evil.example,   origin_not_allowed
            -,            http://127.0.0.1,       origin_not_allowed
            -,            http://127.0.0.1:1,     origin_not_allowed
            -,            https://127.0.0.1,      origin_not_allowed
            -,            OWN.evil.example,       origin_not_allowed
            -,            OWN/,                   origin_not_allowed
            """)
    void theFirstDoorAsksWhereTheRequestComesFrom(String site, String origin, String code) {
        Call call = edit();
        if (site != null) {
            call.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            call.header("Origin", origin.replace("OWN", OWN));
        }
        assertOutcome(call.send(), code);
    }

    @Test
    void twoOriginsAreNone() {
        assertThat(edit().header("Origin", OWN).also("Origin", OWN).send()).isRefusal(403, "origin_not_allowed");
    }

    @Test
    void twoSitesAreNone() {
        assertThat(edit().header("Sec-Fetch-Site", "same-origin")
                        .also("Sec-Fetch-Site", "same-origin")
                        .send())
                .isRefusal(403, "cross_site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void aMethodThatChangesNothingPassesBothDoors(String method) {
        assertThat(SIGNED_IN
                        .call(method, "/api/profile")
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Origin", "https://evil.example")
                        .send())
                .hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "post", "options", "BREW", "DELETE"})
    void anyOtherMethodIsUnsafe(String method) {
        assertThat(SIGNED_IN
                        .call(method, "/api/profile")
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isRefusal(403, "cross_site");
        assertThat(SIGNED_IN.call(method, "/api/profile").withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"})
    void rule9_noHeaderTurnsOneMethodIntoAnother(String name) {
        Call read = SIGNED_IN.call("GET", "/api/profile?_method=POST").header(name, "POST");
        assertThat(read.send()).isOk();
        assertThat(edit().withoutCsrfToken().header(name, "GET").send()).isRefusal(403, "csrf_missing");
        assertThat(SIGNED_IN
                        .call("GET", "/auth/logout?_method=POST")
                        .header(name, "POST")
                        .send())
                .isRefusal(405, "method_not_allowed");
        assertThat(SIGNED_IN.get("/api/profile")).isOk();
    }

    @Test
    void theSecondDoorAsksForTheToken() {
        String token = SIGNED_IN.cookie("XSRF-TOKEN").orElseThrow();

        assertThat(edit().withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing")
                .setsNoCookie();
        for (String wrong : new String[] {"x", token + "0", token.substring(1), token.replace('.', '-'), "." + token}) {
            assertThat(edit().header("X-XSRF-TOKEN", wrong).send())
                    .isRefusal(403, "csrf_mismatch")
                    .setsNoCookie();
        }
        assertThat(edit().also("X-XSRF-TOKEN", token).send()).isRefusal(403, "csrf_mismatch");
    }

    @Test
    void aPlantedPairOfCookieAndHeaderThatAgreeOpensNothing() {
        HttpBrowser neighbour = Launch.shared().browser();
        neighbour.get("/auth/session");
        String planted = neighbour.cookie("XSRF-TOKEN").orElseThrow();

        assertThat(SIGNED_IN
                        .twin()
                        .withCookie("XSRF-TOKEN", planted)
                        .call("POST", "/api/profile")
                        .json("{}")
                        .send())
                .isRefusal(403, "csrf_mismatch");
    }

    @Test
    void theTokenOfAnotherSessionOpensNothing() {
        String foreign = Launch.shared().signedIn().cookie("XSRF-TOKEN").orElseThrow();

        assertThat(edit().header("X-XSRF-TOKEN", foreign).send()).isRefusal(403, "csrf_mismatch");
    }

    @ParameterizedTest(name = "Host {0}, Origin {1}: {2}")
    @CsvSource({
        "app.localhost:8080, http://app.localhost:8080,   200",
        "App.Localhost:8080, http://app.localhost:8080,   200",
        "app.localhost:80,   http://app.localhost,        200",
        "app.localhost,      http://app.localhost,        200",
        "app.localhost:8080, http://app.localhost:8081,   403",
        "app.localhost:8080, http://evil.localhost:8080,  403",
        "app.localhost:8080, https://app.localhost:8080,  403"
    })
    void withoutAPublicOriginOurOwnIsWhatTheHostHeaderSays(String host, String origin, int status) throws IOException {
        String answer = new RawHttp(SIGNED_IN.port())
                .send("POST /api/profile HTTP/1.1\r\nHost: " + host + "\r\nOrigin: "
                        + origin + "\r\nCookie: access="
                        + SIGNED_IN.cookie("access").orElseThrow() + "\r\nX-XSRF-TOKEN: "
                        + SIGNED_IN.cookie("XSRF-TOKEN").orElseThrow()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    private static Call edit() {
        return SIGNED_IN.call("POST", "/api/profile").json("{}");
    }

    private static void assertOutcome(Answer answer, String code) {
        if (code == null) {
            assertThat(answer).isOk();
        } else {
            assertThat(answer).isRefusal(403, code).setsNoCookie();
        }
    }
}
