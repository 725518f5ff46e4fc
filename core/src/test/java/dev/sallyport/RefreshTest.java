package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.CSRF;
import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.REFRESH;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.key.Secrets;
import dev.sallyport.token.RefreshTokens;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the refresh table, as a browser meets it; see RefreshFaultTest for races and faults. */
class RefreshTest {

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();

    @BeforeEach
    void she_signed_in_a_minute_ago() {
        alice.signedIn("alice");
        gate.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void rule20_the_current_token_is_replaced_and_brings_new_access() {
        Browser before = alice.copy();
        Reply reply = alice.refresh();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(alice.jar().value(REFRESH)).isNotEqualTo(before.jar().value(REFRESH));
        assertThat(alice.jar().value(ACCESS)).isNotEqualTo(before.jar().value(ACCESS));
        assertThat(alice.jar().value(CSRF)).isEqualTo(before.jar().value(CSRF));
        assertThat(alice.sessionId()).isEqualTo(before.sessionId());
        assertThat(gate.store().rotations()).isEqualTo(1);
    }

    @Test
    void a_chain_of_refreshes_lasts_as_long_as_the_session() {
        for (int day = 0; day < 6; day++) {
            gate.clock().advance(Duration.ofDays(1));
            assertThat(alice.refresh().status()).as("day %d", day).isEqualTo(200);
            assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
        }
    }

    @Test
    void rule20_the_previous_token_within_the_grace_earns_the_same_successor() {
        Browser otherTab = alice.copy();
        alice.refresh();
        gate.clock().advance(Duration.ofMillis(29_999));
        Reply repeated = otherTab.refresh();

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(otherTab.refreshToken()).isEqualTo(alice.refreshToken());
        assertThat(gate.store().rotations()).isEqualTo(1);
        assertThat(alice.refresh().status()).isEqualTo(200);
    }

    @Test
    void rule20_the_previous_token_after_the_grace_ends_session_and_access_at_once() {
        Browser thief = alice.copy();
        alice.refresh();
        gate.clock().advance(Duration.ofSeconds(30));

        assertRefused("refresh_reused", thief);
        assertSessionEnded();
        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN, Kind.REFRESH_REUSED);
    }

    @Test
    void rule20_an_older_token_ends_the_session_even_within_the_grace() {
        Browser thief = alice.copy();
        alice.refresh();
        alice.refresh();

        assertRefused("refresh_reused", thief);
        assertSessionEnded();
    }

    @Test
    void rule20_whoever_comes_second_be_it_thief_or_owner_is_told_and_both_are_out() {
        Browser thief = alice.copy();
        thief.refresh();
        gate.clock().advance(Duration.ofSeconds(30));

        assertRefused("refresh_reused", alice);
        assertThat(outcome(thief.get())).isEqualTo("anonymous session_revoked");
        assertRefused("session_revoked", thief);
    }

    @Test
    void rule18_a_made_up_secret_for_her_session_is_unknown_and_she_stays_signed_in() {
        Browser stranger = alice.copy();
        stranger.jar().put(REFRESH, alice.sessionId() + "." + "A".repeat(64));

        assertRefused("refresh_unknown", stranger);
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", ".", "a.b", "null", "=", "\"\""})
    void what_is_no_token_is_unknown(String text) {
        alice.jar().put(REFRESH, text);
        Reply reply = alice.refresh();

        assertThat(code(reply)).isIn("refresh_unknown", "refresh_missing");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.cookies()).isEmpty();
    }

    @Test
    void a_genuine_token_of_a_session_that_was_forgotten_is_unknown() {
        RefreshTokens ours = new RefreshTokens(gate.key().derive("refresh"));
        alice.jar().put(REFRESH, ours.first(Secrets.randomId()).text());

        assertRefused("refresh_unknown", alice);
    }

    @Test
    void rule15_an_access_token_is_no_refresh_token() {
        alice.jar().put(REFRESH, alice.jar().value(ACCESS).orElseThrow());

        assertRefused("refresh_unknown", alice);
    }

    @Test
    void none_is_missing() {
        alice.jar().remove(REFRESH);

        assertRefused("refresh_missing", alice);
    }

    @Test
    void rule20_no_refresh_goes_past_the_sessions_end_whatever_the_browser_keeps() {
        Browser keeper = alice.copy();
        String header = keeper.jar().header();
        gate.clock().advance(Duration.ofDays(7).minusMinutes(1).minusMillis(1));
        assertThat(alice.refresh().status()).isEqualTo(200);
        gate.clock().advance(Duration.ofMillis(1));

        Reply reply = gate.refresh(keeper.post().without("Cookie").header("Cookie", header));
        assertThat(code(reply)).isEqualTo("refresh_expired");
        assertThat(reply.cookies()).isEmpty();
    }

    @Test
    void rule20_access_given_near_the_end_does_not_outlive_the_session() {
        gate.clock().advance(Duration.ofDays(7).minusMinutes(2));
        Reply reply = alice.refresh();

        assertThat(Browser.text(reply, "accessExpiresAt")).isEqualTo("2026-03-08T12:00:00Z");
    }

    @Test
    void a_session_that_was_ended_is_revoked() {
        Browser before = alice.copy();
        alice.signOut();

        assertRefused("session_revoked", before);
    }

    @Test
    void rule7_without_or_with_a_wrong_csrf_token_nothing_is_spent() {
        Reply missing = gate.refresh(alice.post().without(CSRF_HEADER));
        Reply wrong = gate.refresh(
                alice.post().without(CSRF_HEADER).header(CSRF_HEADER, "0".repeat(32) + "." + "0".repeat(64)));

        assertForbidden("csrf_missing", missing);
        assertForbidden("csrf_mismatch", wrong);
        assertThat(gate.store().rotations()).isZero();
        assertThat(alice.refresh().status()).isEqualTo(200);
    }

    @Test
    void rule7_without_the_csrf_token_even_a_stolen_token_ends_nothing() {
        Browser thief = alice.copy();
        alice.refresh();
        alice.refresh();
        Reply reply = gate.refresh(thief.post().without(CSRF_HEADER));

        assertForbidden("csrf_missing", reply);
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    @Test
    void rule5_another_site_cannot_make_her_refresh() {
        Reply reply = gate.refresh(alice.post().without("Sec-Fetch-Site").header("Sec-Fetch-Site", "cross-site"));

        assertForbidden("cross_site", reply);
        assertThat(gate.store().rotations()).isZero();
    }

    @Test
    void rule19_a_user_who_is_gone_gets_no_new_access_and_loses_the_old() {
        Browser before = alice.copy();
        gate.people().remove("alice");

        assertRefused("session_revoked", alice);
        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void new_roles_come_with_the_next_refresh() {
        gate.people().add("alice", Set.of("auditor"));
        alice.refresh();

        assertThat(alice.get().caller().orElseThrow().roles()).containsExactly("auditor");
    }

    @Test
    void the_body_of_the_answer_holds_no_token() {
        Reply reply = alice.refresh();

        assertThat(reply.body().toString())
                .doesNotContain(alice.jar().value(ACCESS).orElseThrow())
                .doesNotContain(alice.jar().value(REFRESH).orElseThrow())
                .doesNotContain(alice.jar().value(REFRESH).orElseThrow().substring(23))
                .doesNotContain("eyJ");
        assertThat(reply.headers()).contains(new Reply.Header("Cache-Control", "no-store"));
    }

    @Test
    void a_browser_that_lost_the_readable_cookie_is_given_one_again() {
        String token = alice.jar().value(CSRF).orElseThrow();
        alice.jar().remove(CSRF);
        Reply reply = gate.refresh(alice.post().header(CSRF_HEADER, token));

        assertThat(reply.cookies()).hasSize(3).anyMatch(cookie -> cookie.name().equals(CSRF));
    }

    private void assertSessionEnded() {
        assertThat(outcome(alice.get())).isEqualTo("anonymous session_revoked");
        assertRefused("session_revoked", alice);
    }

    private static void assertRefused(String code, Browser browser) {
        Reply reply = browser.refresh();

        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.cookies()).isEmpty();
    }

    private static void assertForbidden(String code, Reply reply) {
        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.cookies()).isEmpty();
    }
}
