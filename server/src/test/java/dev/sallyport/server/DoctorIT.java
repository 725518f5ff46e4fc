package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.http.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorIT {

    private static final String OFF = "--sallyport.diagnostics=off";
    private static final List<String> POLICY = List.of(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    @ParameterizedTest
    @CsvSource({
        "GET, /auth/doctor",
        "GET, /auth/doctor.js",
        "GET, /auth/doctor.css",
        "GET, /auth/doctor/report",
        "POST, /auth/doctor/probe",
        "DELETE, /auth/doctor/probe"
    })
    void withoutDiagnosticsThereIsNoDoctorAndNoHint(String method, String path) {
        Answer answer = Launch.shared(OFF).signedIn().call(method, path).send();

        assertThat(answer).isRefusal(404, "not_found").hasNoHint().setsNoCookie();
    }

    @ParameterizedTest
    @CsvSource({"/auth/doctor, text/html", "/auth/doctor.js, text/javascript", "/auth/doctor.css, text/css"})
    void thePageComesInThreeFilesUnderAPolicyOfItsOwn(String path, String type) {
        Answer answer = Launch.shared().browser().get(path);

        assertThat(answer)
                .hasStatus(200)
                .hasHeader("Content-Type", type + ";charset=utf-8")
                .hasHeader("Cache-Control", "no-store")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Cross-Origin-Resource-Policy", "same-origin")
                .hasHeader("Referrer-Policy", "no-referrer")
                .setsNoCookie();
        assertThat(answer.header("Content-Security-Policy").orElseThrow().split("; "))
                .containsAll(POLICY)
                .noneMatch(rule -> rule.contains("unsafe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/doctor/", "/auth/doctor/report/", "/auth/doctor.html", "/auth/doctor/probes"})
    void nothingElseIsServedNearby(String path) {
        assertThat(Launch.shared().browser().get(path)).isRefusal(404, "not_found");
    }

    @Test
    void theReportHoldsNoValueOfACookieOrAHeaderThatIsASecret() {
        HttpBrowser person = Launch.shared().signedIn();
        Answer answer = person.call("GET", "/auth/doctor/report?page=http://localhost:5173")
                .header("Authorization", "Basic planted-secret")
                .header("X-XSRF-TOKEN", "planted-secret")
                .header(
                        "Cookie",
                        "access=planted-secret; refresh=planted-secret; visitor=planted-secret;"
                                + " XSRF-TOKEN=planted-secret; access-probe=planted-secret; other=planted-secret")
                .send();

        assertThat(answer).isOk().hasHeader("Cache-Control", "no-store");
        assertThat(answer.body() + answer.headers().map()).contains("access").doesNotContain("planted-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void anotherSitesPageIsRefusedTheReport(String site) {
        assertThat(Launch.shared()
                        .signedIn()
                        .call("GET", "/auth/doctor/report")
                        .header("Sec-Fetch-Site", site)
                        .send())
                .isRefusal(403, "cross_site");
    }

    @Test
    void aQueryThatCannotBeDecodedIsMalformed() throws IOException {
        String answer = new RawHttp(Launch.shared().port())
                .send("GET /auth/doctor/report?page=%00%ff HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("malformed_request");
    }

    @Test
    void aProbeNeedsTheCsrfTokenAndComesBackInTheNextReport() {
        HttpBrowser person = Launch.shared().signedIn();

        assertThat(person.call("POST", "/auth/doctor/probe").withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing")
                .setsNoCookie();
        assertThat(person.post("/auth/doctor/probe")).hasStatus(204);
        assertThat(probes(person))
                .isEqualTo("{\"access-probe\":true,\"visitor-probe\":true,\"XSRF-TOKEN-probe\":true}");
        assertThat(person.call("DELETE", "/auth/doctor/probe").send()).hasStatus(204);
        assertThat(probes(person))
                .isEqualTo("{\"access-probe\":false,\"visitor-probe\":false,\"XSRF-TOKEN-probe\":false}");
    }

    @Test
    void hintsNameTheSettingAndAreGoneWithoutDiagnostics() {
        assertThat(foreignPost(Launch.shared().signedIn()))
                .isRefusal(403, "cross_site")
                .hasHint("https://spa.example.com", "sallyport.cors.allowed-origins=https://spa.example.com");
        assertThat(foreignPost(Launch.shared(OFF).signedIn()))
                .isRefusal(403, "cross_site")
                .hasNoHint();
    }

    @Test
    void aRefusedPreflightSaysWhichOfItsWishesWasTooMuch() {
        HttpBrowser browser = Launch.shared("--sallyport.cors.allowed-origins=https://app.example.com")
                .browser();

        assertThat(browser.call("OPTIONS", "/api/profile")
                        .header("Origin", "https://app.example.com")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "x-other")
                        .send())
                .isRefusal(403, "origin_not_allowed")
                .hasHint("x-other", "sallyport.cors.allowed-headers");
    }

    @Test
    void aVisitorAtTheApplicationsApiIsToldWhichCookieDidNotCome() {
        assertThat(Launch.shared().browser().get("/api/profile"))
                .isRefusal(401, "access_missing")
                .hasHint("The cookie access did not come");
    }

    private static Answer foreignPost(HttpBrowser browser) {
        return browser.call("POST", "/api/profile")
                .header("Origin", "https://spa.example.com")
                .header("Sec-Fetch-Site", "cross-site")
                .send();
    }

    private static String probes(HttpBrowser browser) {
        return browser.get("/auth/doctor/report").json().at("/cookies/probes").toString();
    }
}
