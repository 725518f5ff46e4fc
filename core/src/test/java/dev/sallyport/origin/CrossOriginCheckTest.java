package dev.sallyport.origin;

import static dev.sallyport.web.RequestBuilder.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.origin.CrossOriginCheck.Finding;
import dev.sallyport.web.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server is https://app.example.com and trusts https://partner.test and what is under preview.test besides. */
class CrossOriginCheckTest {

    private final CrossOriginCheck check = new CrossOriginCheck(TrustedOrigins.of(
            List.of(Origin.parse("https://partner.test")),
            List.of(OriginPattern.compile("https://[a-z]+\\.preview\\.test"))));

    @ParameterizedTest(name = "{0}, Sec-Fetch-Site {1}, Origin {2}, Upgrade {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # safe methods change nothing, whoever asks
            GET     | cross-site  | https://evil.test                   |           | SAFE
            HEAD    | cross-site  | https://evil.test                   |           | SAFE
            OPTIONS | cross-site  | null                                |           | SAFE
            GET     |             |                                     |           | SAFE
            # methods are case-sensitive
            get     | cross-site  | https://evil.test                   |           | CROSS_SITE
            Head    |             | https://evil.test                   |           | FOREIGN_ORIGIN
            # the browser says where from
            POST    | same-origin | https://app.example.com             |           | TRUSTED
            POST    | same-origin |                                     |           | TRUSTED
            DELETE  | same-origin | https://app.example.com             |           | TRUSTED
            POST    | none        |                                     |           | TRUSTED
            POST    | same-site   | https://evil.example.com            |           | CROSS_SITE
            POST    | same-site   |                                     |           | CROSS_SITE
            POST    | same-site   | https://partner.test                |           | TRUSTED
            POST    | cross-site  | https://partner.test                |           | TRUSTED
            POST    | cross-site  | https://evil.test                   |           | CROSS_SITE
            POST    | cross-site  | null                                |           | CROSS_SITE
            POST    | cross-site  |                                     |           | CROSS_SITE
            POST    | cross-site  | https://app.example.com             |           | CROSS_SITE
            POST    | cross-site  | https://partner.test.evil.test      |           | CROSS_SITE
            POST    | cross-site  | https://evilpartner.test            |           | CROSS_SITE
            POST    | same-origin, cross-site | https://app.example.com |           | CROSS_SITE
            POST    | SAME-ORIGIN | https://app.example.com             |           | CROSS_SITE
            POST    | ''          | https://app.example.com             |           | CROSS_SITE
            POST    | whatever    | https://app.example.com             |           | CROSS_SITE
            POST    | cross-site  | https://a.preview.test              |           | TRUSTED
            POST    | cross-site  | https://a.preview.test.evil.test    |           | CROSS_SITE
            POST    | cross-site  | https://a.preview.test, https://a.preview.test | | CROSS_SITE
            # an older browser says only the origin
            POST    |             | https://a.preview.test              |           | TRUSTED
            POST    |             | https://aXpreview.test              |           | FOREIGN_ORIGIN
            POST    |             | http://a.preview.test               |           | FOREIGN_ORIGIN
            POST    |             | https://app.example.com             |           | TRUSTED
            POST    |             | https://partner.test                |           | TRUSTED
            POST    |             | null                                |           | FOREIGN_ORIGIN
            POST    |             | ''                                  |           | FOREIGN_ORIGIN
            POST    |             | https://evil.test                   |           | FOREIGN_ORIGIN
            POST    |             | http://app.example.com              |           | FOREIGN_ORIGIN
            POST    |             | https://app.example.com:8443        |           | FOREIGN_ORIGIN
            POST    |             | https://app.example.com.evil.test   |           | FOREIGN_ORIGIN
            POST    |             | https://evilapp.example.com         |           | FOREIGN_ORIGIN
            POST    |             | https://APP.example.com             |           | FOREIGN_ORIGIN
            POST    |             | https://app.example.com/            |           | FOREIGN_ORIGIN
            # a program says nothing: the CSRF token decides
            POST    |             |                                     |           | UNSTATED
            PATCH   |             |                                     |           | UNSTATED
            # a WebSocket handshake is a GET, but only an exact origin speaks for it
            GET     | same-origin | https://app.example.com             | websocket | TRUSTED
            GET     |             | https://app.example.com             | websocket | TRUSTED
            GET     | cross-site  | https://partner.test                | WebSocket | TRUSTED
            GET     | cross-site  | https://a.preview.test              | websocket | TRUSTED
            GET     | cross-site  | https://a.b.preview.test            | websocket | FOREIGN_ORIGIN
            GET     | same-origin |                                     | websocket | FOREIGN_ORIGIN
            GET     | none        |                                     | websocket | FOREIGN_ORIGIN
            GET     |             |                                     | websocket | FOREIGN_ORIGIN
            GET     | same-site   | https://evil.example.com            | websocket | FOREIGN_ORIGIN
            GET     | cross-site  | null                                | websocket | FOREIGN_ORIGIN
            GET     | same-origin | https://evil.test                   | h2c, websocket | FOREIGN_ORIGIN
            """)
    void rule5_and_6_the_first_door(String method, String site, String origin, String upgrade, Finding finding) {
        var request = request(method, "/api/profile")
                .header("Sec-Fetch-Site", site)
                .header("Origin", origin)
                .header("Upgrade", upgrade)
                .build();

        assertThat(check.check(request)).isEqualTo(finding);
    }

    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Referer {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # a page of ours, or the person themselves
            same-origin | https://app.example.com/a         | TRUSTED
            same-origin |                                   | TRUSTED
            none        |                                   | TRUSTED
            # whoever is not listed is a stranger, a sibling too
            cross-site  | https://evil.test/                | CROSS_SITE
            cross-site  |                                   | CROSS_SITE
            same-site   | https://evil.example.com/         | CROSS_SITE
            same-site   |                                   | CROSS_SITE
            cross-site  | https://app.example.com/          | CROSS_SITE
            SAME-ORIGIN | https://app.example.com/          | CROSS_SITE
            ''          |                                   | CROSS_SITE
            # who is listed says so by the Referer, since a navigation has no Origin
            same-site   | https://partner.test/             | TRUSTED
            cross-site  | https://partner.test/a?b=c        | TRUSTED
            cross-site  | https://partner.test              | TRUSTED
            cross-site  | https://a.preview.test/           | TRUSTED
            cross-site  | https://partner.test.evil.test/   | CROSS_SITE
            cross-site  | https://partner.test@evil.test/   | CROSS_SITE
            cross-site  | https://partner.test:8443/        | CROSS_SITE
            cross-site  | https://evil.test/https://partner.test/ | CROSS_SITE
            cross-site  | http://partner.test/              | CROSS_SITE
            cross-site  | partner.test                      | CROSS_SITE
            cross-site  | null                              | CROSS_SITE
            # an older browser does not say
                        | https://evil.test/                | UNSTATED
                        |                                   | UNSTATED
            """)
    void rule18_who_led_here(String site, String referer, Finding finding) {
        var request = request("GET", "/auth/social/google/start")
                .header("Sec-Fetch-Site", site)
                .header("Referer", referer)
                .header("Origin", "https://partner.test")
                .build();

        assertThat(check.checkNavigation(request)).isEqualTo(finding);
    }

    @Test
    void rule6_a_second_origin_line_makes_the_first_worthless() {
        var request = request("POST", "/")
                .header("Origin", "https://app.example.com")
                .header("Origin", "https://app.example.com")
                .build();

        assertThat(check.check(request)).isEqualTo(Finding.FOREIGN_ORIGIN);
    }

    @ParameterizedTest
    @CsvSource({"SAFE, true", "TRUSTED, true", "UNSTATED, true", "CROSS_SITE, false", "FOREIGN_ORIGIN, false"})
    void only_these_findings_pass(Finding finding, boolean passes) {
        assertThat(finding.passes()).isEqualTo(passes);
    }
}
