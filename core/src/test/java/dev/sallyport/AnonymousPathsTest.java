package dev.sallyport;

import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
import dev.sallyport.web.RequestBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A payment provider posts to /payment/return, which alice's browser does with whatever cookies it sends there. */
class AnonymousPathsTest {

    private final Gate gate = new Gate(draft());
    private final Browser alice = gate.browser().signedIn("alice");

    @ParameterizedTest
    @CsvSource({
        "cross-site,  null",
        "cross-site,  https://pay.test",
        "cross-site,",
        "same-site,   https://evil.example.com",
        ",            null",
        ",            https://pay.test",
    })
    void another_sites_request_is_nobodys_whatever_cookies_come_along(String site, String origin) {
        assertThat(outcome(gate.sallyport().admit(post(site, origin).build()))).isEqualTo("anonymous access_missing");
        assertThat(outcome(gate.sallyport()
                        .admit(post(site, origin).without(CSRF_HEADER).build())))
                .isEqualTo("anonymous access_missing");
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, https://app.example.com",
        "none,",
        "cross-site,  https://spa.example.com",
        ",            https://app.example.com",
        ",",
    })
    void ours_is_judged_as_anywhere(String site, String origin) {
        assertThat(outcome(gate.sallyport().admit(post(site, origin).build()))).isEqualTo("admitted");
        assertThat(outcome(gate.sallyport()
                        .admit(post(site, origin).without(CSRF_HEADER).build())))
                .isEqualTo("refused csrf_missing");
    }

    @Test
    void nor_is_a_token_in_a_header_read() {
        var stale = post("cross-site", "https://pay.test").header("Authorization", "Bearer a.b.c");

        assertThat(outcome(gate.sallyport().admit(stale.build()))).isEqualTo("anonymous access_missing");
    }

    @Test
    void rule3_nor_a_cookie_that_came_twice() {
        var twice = post("cross-site", "null").header("Cookie", alice.jar().header());

        assertThat(outcome(gate.sallyport().admit(twice.build()))).isEqualTo("anonymous access_missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/payment/return/",
                "/payment/Return",
                "/payment/returned",
                "/payment/return/x",
                "/payment/return;x",
                "/payment//return",
                "//payment/return",
                "/payment/return%2f",
                "/x/../payment/return",
                "/payment",
                ""
            })
    void any_other_path_is_shut(String path) {
        var request = RequestBuilder.request("POST", path).header("Sec-Fetch-Site", "cross-site");

        assertThat(outcome(gate.sallyport().admit(request.build()))).isEqualTo("refused cross_site");
    }

    private RequestBuilder post(String site, String origin) {
        return alice.request("POST", "/payment/return")
                .without("Sec-Fetch-Site")
                .without("Origin")
                .header("Sec-Fetch-Site", site)
                .header("Origin", origin);
    }

    private static ConfigDraft draft() {
        ConfigDraft draft = new ConfigDraft();
        draft.transports = List.of(Transport.COOKIE, Transport.HEADER);
        draft.allowedOrigins = List.of("https://spa.example.com");
        draft.anonymousPaths = Set.of("/payment/return");
        return draft;
    }
}
