package dev.sallyport.origin;

import static dev.sallyport.web.RequestBuilder.OWN_ORIGIN;
import static dev.sallyport.web.RequestBuilder.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.origin.Cors.Outcome;
import dev.sallyport.web.Origin;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    private static final String PARTNER = "https://partner.test";
    private static final Cors.Rules RULES = new Cors.Rules(
            Set.of("GET", "POST"),
            Set.of("Content-Type", "X-XSRF-TOKEN"),
            Set.of(),
            true,
            Duration.ofMinutes(30),
            false);

    private final Cors cors = on(RULES);
    private final Cors off = new Cors(TrustedOrigins.of(List.of()), RULES);

    @ParameterizedTest
    @ValueSource(strings = {PARTNER, "https://evil.test", "null", OWN_ORIGIN})
    void rule11_off_adds_nothing_for_anybody(String origin) {
        var result = off.check(from("GET", origin));

        assertThat(result.outcome()).isEqualTo(Outcome.ORDINARY);
        assertThat(result.headers()).isEmpty();
    }

    @Test
    void rule11_off_refuses_every_preflight_without_an_allow_header() {
        var result = off.check(preflight(PARTNER, "POST", null));

        assertThat(result.outcome()).isEqualTo(Outcome.PREFLIGHT_REFUSED);
        assertThat(result.headers()).noneMatch(CorsTest::allows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "get", "DELETE"})
    void rule11_a_listed_origin_may_read_any_answer(String method) {
        var result = cors.check(from(method, PARTNER));

        assertThat(result.outcome()).isEqualTo(Outcome.ORDINARY);
        assertThat(result.headers())
                .containsExactly(
                        new Header("Vary", "Origin"),
                        new Header("Access-Control-Allow-Origin", PARTNER),
                        new Header("Access-Control-Allow-Credentials", "true"));
    }

    @Test
    void a_listed_app_may_read_answers_to_requests_without_cookies() {
        Cors cors = new Cors(TrustedOrigins.of(List.of(Origin.parse("capacitor://localhost"))), RULES);

        for (Request request : List.of(
                from("GET", "capacitor://localhost"), preflight("capacitor://localhost", "POST", "content-type"))) {
            assertThat(cors.check(request).headers())
                    .contains(new Header("Access-Control-Allow-Origin", "capacitor://localhost"))
                    .noneMatch(header -> header.name().equals("Access-Control-Allow-Credentials"));
        }
        assertThat(cors.check(from("GET", "capacitor://localhost.evil")).headers())
                .noneMatch(CorsTest::allows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # no origin, then near misses and compositions of what is listed
            ''
            null
            *
            https://evil.test
            https://partner.test.evil.test
            https://evilpartner.test
            https://PARTNER.test
            https://partner.test/
            https://partner.test, https://partner.test
            https://secondpartner.test
            https://partner.testsecond.test
            https://app.example.com
            """)
    void rule11_and_12_anybody_else_is_served_without_allow_headers_but_with_vary(String origin) {
        assertThat(cors.check(from("GET", origin)).headers()).containsExactly(new Header("Vary", "Origin"));
    }

    @Test
    void rule11_vary_is_there_without_an_origin_too_lest_a_cache_mix_the_two() {
        assertThat(cors.check(from("GET", null)).headers()).containsExactly(new Header("Vary", "Origin"));
    }

    @Test
    void a_granted_preflight_lists_what_is_allowed() {
        var result = cors.check(preflight(PARTNER, "POST", "content-type,x-xsrf-token"));

        assertThat(result.outcome()).isEqualTo(Outcome.PREFLIGHT_GRANTED);
        assertThat(result.headers())
                .containsExactly(
                        new Header(
                                "Vary",
                                "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, "
                                        + "Access-Control-Request-Private-Network"),
                        new Header("Access-Control-Allow-Origin", PARTNER),
                        new Header("Access-Control-Allow-Credentials", "true"),
                        new Header("Access-Control-Allow-Methods", "GET, POST"),
                        new Header("Access-Control-Allow-Headers", "Content-Type, X-XSRF-TOKEN"),
                        new Header("Access-Control-Max-Age", "1800"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://partner.test | POST   |                              | PREFLIGHT_GRANTED
            https://partner.test | POST   | ''                           | PREFLIGHT_GRANTED
            https://partner.test | GET    | X-Xsrf-Token                 | PREFLIGHT_GRANTED
            https://partner.test | POST   | content-type , x-xsrf-token  | PREFLIGHT_GRANTED
            https://second.test  | POST   | ,,content-type,              | PREFLIGHT_GRANTED
            # the origin
            https://evil.test    | POST   |                              | PREFLIGHT_REFUSED
            null                 | POST   |                              | PREFLIGHT_REFUSED
            ''                   | POST   |                              | PREFLIGHT_REFUSED
            https://app.example.com | POST |                             | PREFLIGHT_REFUSED
            https://partner.test, https://second.test | POST |           | PREFLIGHT_REFUSED
            # the method
            https://partner.test | DELETE |                              | PREFLIGHT_REFUSED
            https://partner.test | post   |                              | PREFLIGHT_REFUSED
            https://partner.test | GET, POST |                           | PREFLIGHT_REFUSED
            https://partner.test | ''     |                              | PREFLIGHT_REFUSED
            # the header fields
            https://partner.test | POST   | x-evil                       | PREFLIGHT_REFUSED
            https://partner.test | POST   | content-type, x-evil         | PREFLIGHT_REFUSED
            https://partner.test | POST   | content-type x-xsrf-token    | PREFLIGHT_REFUSED
            https://partner.test | POST   | authorization                | PREFLIGHT_REFUSED
            https://partner.test | POST   | *                            | PREFLIGHT_REFUSED
            """)
    void judges_a_preflight(String origin, String method, String fields, Outcome outcome) {
        var result = cors.check(preflight(origin, method, fields));

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.headers()).anyMatch(header -> header.name().equals("Vary"));
        assertThat(result.headers().stream().anyMatch(CorsTest::allows))
                .isEqualTo(outcome == Outcome.PREFLIGHT_GRANTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "content-type,", "x", ", "})
    void rule12_a_megabyte_of_header_names_is_refused_unread(String piece) {
        var result = cors.check(preflight(PARTNER, "POST", piece.repeat(1_000_000 / piece.length())));

        assertThat(result.outcome()).isEqualTo(Outcome.PREFLIGHT_REFUSED);
    }

    @ParameterizedTest(name = "asked for {0}, allowed {1}: {2}")
    @CsvSource({
        "true,  true,  PREFLIGHT_GRANTED",
        "true,  false, PREFLIGHT_REFUSED",
        "false, false, PREFLIGHT_REFUSED",
        "'',    false, PREFLIGHT_REFUSED",
        ",      false, PREFLIGHT_GRANTED",
        ",      true,  PREFLIGHT_GRANTED"
    })
    void rule11_the_private_network_opens_only_where_it_was_said(String asked, boolean allowed, Outcome outcome) {
        Cors cors = on(new Cors.Rules(RULES.methods(), RULES.headers(), Set.of(), true, Duration.ZERO, allowed));
        var result = cors.check(request("OPTIONS", "/")
                .header("Origin", PARTNER)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Private-Network", asked)
                .build());

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.headers().contains(new Header("Access-Control-Allow-Private-Network", "true")))
                .isEqualTo(asked != null && allowed);
        assertThat(result.headers().stream().anyMatch(CorsTest::allows))
                .isEqualTo(outcome == Outcome.PREFLIGHT_GRANTED);
    }

    @Test
    void rule12_an_origin_that_a_pattern_matches_is_as_good_as_a_listed_one() {
        Cors cors = new Cors(
                TrustedOrigins.of(List.of(), List.of(OriginPattern.compile("https://[a-z]+\\.preview\\.test"))), RULES);

        assertThat(cors.check(from("GET", "https://a.preview.test")).headers())
                .contains(new Header("Access-Control-Allow-Origin", "https://a.preview.test"));
        assertThat(cors.check(from("GET", "https://a.preview.test.evil.test")).headers())
                .containsExactly(new Header("Vary", "Origin"));
        assertThat(cors.check(preflight("https://a.preview.test", "POST", null)).outcome())
                .isEqualTo(Outcome.PREFLIGHT_GRANTED);
    }

    @Test
    void without_credentials_none_are_allowed() {
        Cors open = on(new Cors.Rules(RULES.methods(), RULES.headers(), Set.of(), false, Duration.ZERO, false));

        assertThat(open.check(from("GET", PARTNER)).headers())
                .containsExactly(new Header("Vary", "Origin"), new Header("Access-Control-Allow-Origin", PARTNER));
    }

    @Test
    void exposed_header_fields_are_named_to_listed_origins_only() {
        Cors exposing = on(
                new Cors.Rules(RULES.methods(), RULES.headers(), Set.of("ETag", "Link"), true, Duration.ZERO, false));
        Header exposed = new Header("Access-Control-Expose-Headers", "ETag, Link");

        assertThat(exposing.check(from("GET", PARTNER)).headers()).contains(exposed);
        assertThat(exposing.check(from("GET", "https://evil.test")).headers()).doesNotContain(exposed);
    }

    private static Cors on(Cors.Rules rules) {
        List<Origin> listed = List.of(Origin.parse(PARTNER), Origin.parse("https://second.test"));
        return new Cors(TrustedOrigins.of(listed), rules);
    }

    private static boolean allows(Header header) {
        return header.name().startsWith("Access-Control-");
    }

    private static Request from(String method, String origin) {
        return request(method, "/api/profile").header("Origin", origin).build();
    }

    private static Request preflight(String origin, String method, String fields) {
        return request("OPTIONS", "/api/profile")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", fields)
                .build();
    }
}
