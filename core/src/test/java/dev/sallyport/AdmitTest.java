package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.CSRF;
import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.REFRESH;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.web.RequestBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmitTest {

    private final Gate gate = new Gate(trusting("https://partner.test"));
    private final Browser alice = gate.browser();

    @BeforeEach
    void she_is_signed_in() {
        alice.signedIn("alice");
    }

    @ParameterizedTest(name = "{0} with access {1} and CSRF {2} from {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # reading needs the cookie alone, and a cross-site reader is CORS's business
            GET    | hers    | none     | same-origin | admitted
            HEAD   | hers    | none     | same-origin | admitted
            GET    | hers    | wrong    | cross-site  | admitted
            GET    | none    | none     | same-origin | anonymous access_missing
            GET    | empty   | none     | same-origin | anonymous access_missing
            GET    | garbage | none     | same-origin | anonymous access_invalid
            GET    | refresh | none     | same-origin | anonymous access_invalid
            # writing needs both doors
            POST   | hers    | hers     | same-origin | admitted
            DELETE | hers    | hers     | none        | admitted
            POST   | hers    | hers     | unstated    | admitted
            POST   | hers    | hers     | partner     | admitted
            POST   | hers    | none     | same-origin | refused csrf_missing
            POST   | hers    | empty    | same-origin | refused csrf_missing
            POST   | hers    | wrong    | same-origin | refused csrf_mismatch
            POST   | hers    | others   | same-origin | refused csrf_mismatch
            POST   | hers    | twice    | same-origin | refused csrf_mismatch
            POST   | hers    | none     | unstated    | refused csrf_missing
            POST   | hers    | none     | partner     | refused csrf_missing
            POST   | hers    | hers     | same-site   | refused cross_site
            POST   | hers    | hers     | cross-site  | refused cross_site
            POST   | hers    | hers     | foreign     | refused origin_not_allowed
            POST   | hers    | hers     | null        | refused origin_not_allowed
            get    | hers    | none     | same-origin | refused csrf_missing
            get    | hers    | hers     | cross-site  | refused cross_site
            # whoever brings no credential has none to abuse, and is a visitor
            POST   | none    | none     | same-origin | anonymous access_missing
            POST   | garbage | none     | same-origin | anonymous access_invalid
            POST   | none    | none     | cross-site  | refused cross_site
            """)
    void rule5_6_7_both_doors(String method, String access, String csrf, String from, String outcome) {
        RequestBuilder request = RequestBuilder.request(method, "/api/profile").header("Cookie", cookie(access));
        bringToken(request, csrf);
        comeFrom(request, from);

        assertThat(outcome(gate.sallyport().admit(request.build()))).isEqualTo(outcome);
    }

    private String cookie(String access) {
        return switch (access) {
            case "none" -> "theme=dark";
            case "empty" -> ACCESS + "=";
            case "garbage" -> ACCESS + "=garbage";
            case "refresh" -> ACCESS + "=" + alice.refreshToken().orElseThrow();
            default -> ACCESS + "=" + alice.jar().value(ACCESS).orElseThrow();
        };
    }

    private void bringToken(RequestBuilder request, String csrf) {
        String hers = alice.jar().value(CSRF).orElseThrow();
        switch (csrf) {
            case "none" -> {}
            case "empty" -> request.header(CSRF_HEADER, "");
            case "wrong" -> request.header(CSRF_HEADER, hers.replaceFirst(".$", "g"));
            case "others" ->
                request.header(
                        CSRF_HEADER,
                        gate.browser().signedIn("bob").jar().value(CSRF).orElseThrow());
            case "twice" -> request.header(CSRF_HEADER, hers).header(CSRF_HEADER, hers);
            default -> request.header(CSRF_HEADER, hers);
        }
    }

    private static void comeFrom(RequestBuilder request, String from) {
        switch (from) {
            case "unstated" -> {}
            case "partner" -> request.header("Sec-Fetch-Site", "cross-site").header("Origin", "https://partner.test");
            case "foreign" -> request.header("Origin", "https://evil.test");
            case "null" -> request.header("Origin", "null");
            default -> request.header("Sec-Fetch-Site", from);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCESS, REFRESH, Browser.VISITOR})
    void rule3_a_cookie_of_ours_that_comes_twice_is_refused_even_on_a_get(String name) {
        String tossed = alice.jar().header() + "; " + name + "=tossed; " + name + "=tossed";
        var request =
                RequestBuilder.request("GET", "/").header("Cookie", tossed).build();

        assertThat(outcome(gate.sallyport().admit(request))).isEqualTo("refused duplicate_cookie");
    }

    @Test
    void rule3_the_readable_cookie_may_come_twice_since_nothing_depends_on_it() {
        String doubled = CSRF + "=planted; " + alice.jar().header();
        var request = alice.request("POST", "/").without("Cookie").header("Cookie", doubled);

        assertThat(outcome(gate.sallyport().admit(request.build()))).isEqualTo("admitted");
    }

    @ParameterizedTest
    @CsvSource({
        "JWT abc,        anonymous access_invalid",
        "Bearer abc,     anonymous access_invalid",
        "jwt abc,        anonymous access_invalid",
        "Basic YTpi,     admitted",
        "Jwtx abc,       admitted",
        "'',             admitted",
    })
    void an_authorization_header_with_a_known_prefix_is_judged_alone(String authorization, String outcome) {
        var request =
                alice.request("GET", "/").header("Authorization", authorization).build();

        assertThat(outcome(gate.sallyport().admit(request))).isEqualTo(outcome);
    }

    @Test
    void rule15_not_even_her_own_access_token_is_taken_from_a_header_that_no_transport_allows() {
        String token = alice.jar().value(ACCESS).orElseThrow();
        var request = RequestBuilder.request("GET", "/")
                .header("Authorization", "Bearer " + token)
                .build();

        assertThat(outcome(gate.sallyport().admit(request))).isEqualTo("anonymous access_invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com,  admitted",
        "https://partner.test,     admitted",
        "https://evil.example.com, refused origin_not_allowed",
        "null,                     refused origin_not_allowed",
        ",                         refused origin_not_allowed",
    })
    void rule6_a_websocket_is_opened_by_an_exact_origin_only(String origin, String outcome) {
        var request = alice.request("GET", "/api/live")
                .without(CSRF_HEADER)
                .header("Upgrade", "websocket")
                .header("Origin", origin)
                .build();

        assertThat(outcome(gate.sallyport().admit(request))).isEqualTo(outcome);
    }

    @Test
    void rule7_the_token_of_the_session_before_is_worth_nothing_after_a_new_sign_in() {
        String before = alice.jar().value(CSRF).orElseThrow();
        alice.signIn("alice");
        var request =
                alice.post().without(CSRF_HEADER).header(CSRF_HEADER, before).build();

        assertThat(outcome(gate.sallyport().admit(request))).isEqualTo("refused csrf_mismatch");
    }

    @Test
    void reads_no_store() {
        gate.store().down(true);

        assertThat(outcome(alice.get())).isEqualTo("admitted");
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    @Test
    void rule15_access_ends_to_the_instant() {
        gate.clock().advance(Duration.ofMinutes(5).plusMillis(499));
        assertThat(outcome(alice.get())).isEqualTo("admitted");
        gate.clock().advance(Duration.ofMillis(1));

        assertThat(outcome(alice.get())).isEqualTo("anonymous access_expired");
    }

    @Test
    void rule19_a_restart_does_not_revive_the_access_of_an_ended_session() {
        Browser before = alice.copy();
        alice.signOut();
        gate.restart();
        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");

        gate.clock().advance(Duration.ofMinutes(4));
        gate.restart();
        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule19_nor_does_one_in_the_last_half_second_that_rounding_gave_the_token() {
        Browser before = alice.copy();
        alice.signOut();
        gate.clock().advance(Duration.ofMinutes(5).plusMillis(400));
        gate.restart();

        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule19_nor_do_the_many_who_sign_out_then_push_it_from_memory() {
        Browser before = alice.copy();
        alice.signOut();
        gate.clock().advance(Duration.ofMinutes(5).plusMillis(400));
        gate.browser().signedIn("bob").signOut();

        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void a_live_session_survives_a_restart() {
        gate.restart();

        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    private static ConfigDraft trusting(String origin) {
        ConfigDraft draft = new ConfigDraft();
        draft.allowedOrigins = List.of(origin);
        return draft;
    }
}
