package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import dev.sallyport.web.SetCookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server is https://app.example.com here and trusts https://spa.example.com besides. */
class DoctorTest {

    private final Gate gate;

    DoctorTest() {
        ConfigDraft draft = new ConfigDraft();
        draft.diagnostics = true;
        draft.allowedOrigins = List.of("https://spa.example.com");
        gate = new Gate(draft);
    }

    @Test
    void theReportTellsNamesAndCountsAndNoValue() {
        Browser alice = gate.browser().signedIn("alice");
        RequestBuilder request = alice.request("GET", "/auth/doctor/report").header("Authorization", "Basic s3cr3t");

        Reply report = gate.sallyport().examine(request.build(), Optional.empty());

        assertThat(report.headers()).contains(new Reply.Header("Cache-Control", "no-store"));
        assertThat(at(report, "cookies", "ours"))
                .isEqualTo(List.of("__Host-Http-access", "__Host-Http-refresh", "XSRF-TOKEN"));
        assertThat(at(report, "cookies", "count")).isEqualTo(3L);
        assertThat(report.body().toString()).doesNotContain("s3cr3t");
        for (String name : List.of("__Host-Http-access", "__Host-Http-refresh", "XSRF-TOKEN")) {
            assertThat(report.body().toString())
                    .doesNotContain(alice.jar().value(name).orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "Same-Origin", ""})
    void anotherPageIsToldNothing(String site) {
        RequestBuilder request =
                RequestBuilder.request("GET", "/auth/doctor/report").header("Sec-Fetch-Site", site);

        assertThat(Browser.code(gate.sallyport().examine(request.build(), Optional.empty())))
                .isEqualTo("cross_site");
    }

    @Test
    void aCookieThatCameTwiceIsNamedWhereEverythingElseIsRefused() {
        RequestBuilder request = RequestBuilder.request("GET", "/auth/doctor/report")
                .header("Cookie", "__Host-Http-access=a; __Host-Http-access=b; XSRF-TOKEN=c");

        assertThat(at(gate.sallyport().examine(request.build(), Optional.empty()), "cookies", "twice"))
                .isEqualTo(List.of("__Host-Http-access"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://app.example.com,  true,  false, false, false, false",
        "https://spa.example.com,  false, true,  true,  true,  true",
        "' https://spa.example.com ', false, true, true, true, true",
        "https://evil.test,        false, false, false, false, false"
    })
    void thePoliciesThemselvesSayWhatAnotherPageMayDo(
            String origin, boolean ours, boolean readable, boolean cookies, boolean preflight, boolean change) {
        Reply report = report(origin);

        assertThat(at(report, "otherPage", "isOurs")).isEqualTo(ours);
        assertThat(at(report, "otherPage", "readable")).isEqualTo(readable);
        assertThat(at(report, "otherPage", "withCookies")).isEqualTo(cookies);
        assertThat(at(report, "otherPage", "preflight")).isEqualTo(preflight);
        assertThat(at(report, "otherPage", "mayChange")).isEqualTo(change);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            localhost:5173              | not an origin
            https://SPA.example.com     | write https://spa.example.com
            https://spa.example.com/app | without a path
            null                        | the page's real origin
            <script>                    | not an origin
            """)
    void whatIsNoOriginIsExplained(String typed, String said) {
        assertThat((String) at(report(typed), "otherPage", "problem")).contains(said);
    }

    @Test
    void theProbesAreLikeTheRealCookiesAndGoThroughBothDoors() {
        Browser alice = gate.browser().signedIn("alice");

        assertThat(gate.sallyport()
                        .examine(alice.request("POST", "/auth/doctor/probe").build(), Optional.empty())
                        .cookies())
                .extracting(SetCookie::header)
                .containsExactly(
                        "__Host-Http-access-probe=1; Max-Age=120; HttpOnly; Secure; SameSite=Strict; Path=/",
                        "__Host-Http-visitor-probe=1; Max-Age=120; HttpOnly; Secure; SameSite=Lax; Path=/",
                        "XSRF-TOKEN-probe=1; Max-Age=120; Secure; SameSite=Strict; Path=/");
        assertThat(gate.sallyport()
                        .examine(alice.request("DELETE", "/auth/doctor/probe").build(), Optional.empty())
                        .cookies())
                .allMatch(cookie -> cookie.header().contains("; Max-Age=0;"));
    }

    @Test
    void aVisitorMayProbeToo() {
        Browser visitor = gate.browser();
        visitor.open();

        assertThat(gate.sallyport()
                        .examine(visitor.post().build(), Optional.empty())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aProbeWithoutEitherDoorIsRefused() {
        Browser alice = gate.browser().signedIn("alice");
        RequestBuilder noToken = alice.post().without("X-XSRF-TOKEN");
        RequestBuilder elsewhere = alice.post().without("Sec-Fetch-Site").header("Sec-Fetch-Site", "cross-site");

        assertThat(gate.sallyport().examine(noToken.build(), Optional.empty()))
                .satisfies(reply -> assertThat(Browser.code(reply)).isEqualTo("csrf_missing"))
                .satisfies(reply -> assertThat(reply.cookies()).isEmpty());
        assertThat(Browser.code(gate.sallyport().examine(elsewhere.build(), Optional.empty())))
                .isEqualTo("cross_site");
    }

    private Reply report(String otherPage) {
        return gate.sallyport()
                .examine(RequestBuilder.request("GET", "/auth/doctor/report").build(), Optional.of(otherPage));
    }

    private static Object at(Reply reply, String room, String name) {
        return ((Map<?, ?>) ((Map<?, ?>) reply.body()).get(room)).get(name);
    }
}
