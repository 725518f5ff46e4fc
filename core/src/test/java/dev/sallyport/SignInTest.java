package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.CSRF;
import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.REFRESH;
import static dev.sallyport.Browser.VISITOR;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static dev.sallyport.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import dev.sallyport.web.SetCookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

    private final Gate gate = new Gate();
    private final Browser browser = gate.browser();

    @Test
    void rule1_sets_the_cookies_of_design_each_attribute_written_out() {
        browser.open();

        assertThat(lines(browser.signIn("alice")))
                .containsExactlyInAnyOrder(
                        "XSRF-TOKEN=*; Max-Age=604800; Secure; SameSite=Strict; Path=/",
                        "__Host-Http-access=*; Max-Age=604800; HttpOnly; Secure; SameSite=Strict; Path=/",
                        "__Host-Http-refresh=*; Max-Age=604800; HttpOnly; Secure; SameSite=Strict; Path=/",
                        "__Host-Http-visitor=*; Max-Age=0; HttpOnly; Secure; SameSite=Lax; Path=/");
    }

    @Test
    void on_plain_http_the_prefixes_and_secure_go() {
        ConfigDraft draft = new ConfigDraft();
        draft.secureCookies(false);
        Browser plain = new Gate(draft).browser();

        assertThat(lines(plain.open()))
                .containsExactlyInAnyOrder(
                        "visitor=*; HttpOnly; SameSite=Lax; Path=/", "XSRF-TOKEN=*; SameSite=Strict; Path=/");
        assertThat(lines(plain.signIn("alice")))
                .containsExactlyInAnyOrder(
                        "XSRF-TOKEN=*; Max-Age=604800; SameSite=Strict; Path=/",
                        "access=*; Max-Age=604800; HttpOnly; SameSite=Strict; Path=/",
                        "refresh=*; Max-Age=604800; HttpOnly; SameSite=Strict; Path=/",
                        "visitor=*; Max-Age=0; HttpOnly; SameSite=Lax; Path=/");
    }

    @Test
    void the_answer_is_not_stored_and_its_body_holds_no_token() {
        browser.open();
        Reply reply = browser.signIn("alice");

        assertThat(reply.headers()).contains(new Reply.Header("Cache-Control", "no-store"));
        assertThat(reply.body().toString())
                .doesNotContain(browser.jar().value(ACCESS).orElseThrow())
                .doesNotContain(browser.jar().value(REFRESH).orElseThrow())
                .contains(browser.jar().value(CSRF).orElseThrow());
    }

    @Test
    void rule8_nobody_signs_in_without_a_csrf_token() {
        browser.open();
        assertRefused("csrf_missing", browser.post().without(CSRF_HEADER));
        assertRefused("csrf_missing", browser.post().without(CSRF_HEADER).header(CSRF_HEADER, ""));
    }

    @Test
    void rule8_nobody_signs_in_without_the_visitor_cookie_that_the_token_belongs_to() {
        browser.open();
        browser.jar().remove(VISITOR);
        assertRefused("csrf_mismatch", browser.post());
    }

    @Test
    void rule8_another_visitors_token_signs_nobody_in() {
        Browser attacker = gate.browser();
        attacker.open();
        browser.open();
        String planted = attacker.jar().value(CSRF).orElseThrow();

        assertRefused("csrf_mismatch", browser.post().without(CSRF_HEADER).header(CSRF_HEADER, planted));
    }

    @Test
    void rule8_a_readable_cookie_is_no_proof_though_it_equals_the_header() {
        browser.open();
        browser.jar().put(CSRF, "0".repeat(32) + "." + "0".repeat(64));
        assertRefused("csrf_mismatch", browser.post());
    }

    @Test
    void rule8_a_visitor_signs_in_once() {
        browser.open();
        Browser copy = browser.copy();
        browser.signIn("alice");

        assertThat(code(copy.signIn("alice"))).isEqualTo("csrf_mismatch");
    }

    @Test
    void rule8_a_visitor_of_four_hours_ago_starts_anew() {
        browser.open();
        gate.clock().advance(Duration.ofHours(4));
        assertRefused("csrf_mismatch", browser.post());

        browser.open();
        assertThat(browser.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void rule5_another_site_signs_nobody_in_though_it_held_the_token() {
        browser.open();
        assertRefused("cross_site", browser.post().without("Sec-Fetch-Site").header("Sec-Fetch-Site", "cross-site"));
        assertRefused("cross_site", browser.post().without("Sec-Fetch-Site").header("Sec-Fetch-Site", "same-site"));
    }

    @Test
    void a_refused_request_learns_nothing_of_the_password() {
        browser.open();
        RequestBuilder request = browser.post().without(CSRF_HEADER);
        Reply reply = gate.sallyport()
                .signIn(
                        request.build(),
                        () -> SignIn.withPassword(Optional.empty(), () -> {
                            throw new AssertionError("the proof was looked at");
                        }));

        assertThat(code(reply)).isEqualTo("csrf_missing");
    }

    @Test
    void the_body_is_not_read_before_the_first_door_is_open() {
        RequestBuilder request = browser.post().without("Sec-Fetch-Site").header("Sec-Fetch-Site", "cross-site");
        Reply reply = gate.sallyport().signIn(request.build(), () -> {
            throw new AssertionError("the body was read");
        });

        assertThat(code(reply)).isEqualTo("cross_site");
    }

    @Test
    void rule18_every_sign_in_has_a_new_id_and_ends_the_session_before_it() {
        browser.signedIn("alice");
        String first = browser.sessionId();
        Browser before = browser.copy();
        browser.signIn("alice");

        assertThat(browser.sessionId()).isNotEqualTo(first);
        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
        assertThat(code(before.refresh())).isEqualTo("session_revoked");
        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
    }

    @Test
    void rule18_a_session_known_by_its_refresh_cookie_alone_is_ended_as_well() {
        browser.signedIn("alice");
        Browser before = browser.copy();
        gate.clock().advance(Duration.ofMinutes(6));
        browser.signIn("bob");

        assertThat(text(browser.open(), "user", "username")).isEqualTo("bob");
        assertThat(code(before.refresh())).isEqualTo("session_revoked");
    }

    @Test
    void rule8_while_a_session_lives_the_visitors_token_does_not_sign_in() {
        Browser visitor = gate.browser();
        visitor.open();
        browser.signedIn("alice");
        browser.jar().put(VISITOR, visitor.jar().value(VISITOR).orElseThrow());
        browser.jar().put(CSRF, visitor.jar().value(CSRF).orElseThrow());

        assertRefused("csrf_mismatch", browser.post());
    }

    @Test
    void rule23_a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        browser.open();
        Reply wrong = browser.signIn("alice", "wrong");
        Reply unknown = browser.signIn("mallory", "wrong");

        assertThat(code(wrong)).isEqualTo("credentials_rejected");
        assertThat(unknown).isEqualTo(wrong);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.cookies()).isEmpty();
        assertThat(gate.events()).containsExactly(Kind.SIGN_IN_REJECTED, Kind.SIGN_IN_REJECTED);
        assertThat(browser.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void a_rejected_sign_in_leaves_the_session_there_is() {
        browser.signedIn("alice");
        browser.signIn("alice", "wrong");

        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "header", "Cookie", "", "nonsense"})
    void a_transport_that_is_not_enabled_is_refused(String transport) {
        browser.open();
        Reply reply = gate.sallyport()
                .signIn(
                        browser.post().build(),
                        () -> SignIn.withPassword(
                                Optional.of(transport), () -> gate.people().authenticate("alice", People.PASSWORD)));

        assertThat(code(reply)).isEqualTo("transport_not_enabled");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.cookies()).isEmpty();
    }

    @Test
    void a_store_fault_ends_nothing_and_sets_no_cookie() {
        browser.signedIn("alice");
        gate.store().down(true);
        Reply reply = browser.signIn("alice");
        gate.store().down(false);

        assertThat(code(reply)).isEqualTo("store_unavailable");
        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN);
    }

    private void assertRefused(String code, RequestBuilder request) {
        Reply reply = gate.signIn(request, "alice", People.PASSWORD);

        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.cookies()).isEmpty();
        assertThat(gate.store().liveSessions("id-of-alice", Gate.START))
                .hasSizeLessThanOrEqualTo(browser.jar().value(ACCESS).isPresent() ? 1 : 0);
    }

    private static List<String> lines(Reply reply) {
        return reply.cookies().stream()
                .map(SetCookie::header)
                .map(line -> line.replaceFirst("=[^;]*", "=*"))
                .toList();
    }
}
