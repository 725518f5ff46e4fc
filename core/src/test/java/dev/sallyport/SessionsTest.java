package dev.sallyport;

import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice is signed in on a laptop and, a minute later, on a phone; bob is signed in as well. */
class SessionsTest {

    private final Gate gate = new Gate();
    private final Browser laptop = gate.browser();
    private final Browser phone = gate.browser();
    private final Browser bob = gate.browser();

    @BeforeEach
    void they_are_signed_in() {
        laptop.signedIn("alice");
        bob.signedIn("bob");
        gate.clock().advance(Duration.ofMinutes(1));
        phone.signedIn("alice");
    }

    @Test
    void lists_her_own_the_last_seen_first() {
        assertThat(list(laptop))
                .containsExactly(
                        Map.of(
                                "id",
                                phone.sessionId(),
                                "current",
                                false,
                                "createdAt",
                                "2026-03-01T12:01:00.500Z",
                                "lastSeenAt",
                                "2026-03-01T12:01:00.500Z",
                                "expiresAt",
                                "2026-03-08T12:01:00.500Z",
                                "device",
                                "Firefox",
                                "ip",
                                "192.0.2.7"),
                        Map.of(
                                "id",
                                laptop.sessionId(),
                                "current",
                                true,
                                "createdAt",
                                "2026-03-01T12:00:00.500Z",
                                "lastSeenAt",
                                "2026-03-01T12:00:00.500Z",
                                "expiresAt",
                                "2026-03-08T12:00:00.500Z",
                                "device",
                                "Firefox",
                                "ip",
                                "192.0.2.7"));
    }

    @Test
    void a_refresh_moves_a_session_to_the_top() {
        gate.clock().advance(Duration.ofMinutes(1));
        laptop.refresh();

        assertThat(list(phone).get(0)).containsEntry("id", laptop.sessionId());
    }

    @Test
    void a_session_that_went_idle_is_not_listed() {
        ConfigDraft draft = new ConfigDraft();
        draft.idle = Optional.of(Duration.ofMinutes(10));
        Gate limited = new Gate(draft);
        limited.browser().signedIn("alice");
        limited.clock().advance(Duration.ofMinutes(10));
        Browser back = limited.browser().signedIn("alice");

        Reply list = limited.sallyport()
                .sessions(back.request("GET", "/auth/sessions").build());
        assertThat((List<?>) list.body()).extracting("id").containsExactly(back.sessionId());
    }

    @Test
    void a_visitor_has_no_list() {
        Browser visitor = gate.browser();
        visitor.open();
        Reply reply = gate.sallyport().sessions(visitor.request("GET", "/").build());

        assertThat(code(reply)).isEqualTo("access_missing");
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void rule19_ends_one_of_hers_at_once() {
        Reply reply = end(laptop, phone.sessionId());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(phone.get())).isEqualTo("visitor session_revoked");
        assertThat(code(phone.refresh())).isEqualTo("session_revoked");
        assertThat(outcome(laptop.get())).isEqualTo("admitted");
        assertThat(list(laptop)).hasSize(1);
        assertThat(gate.events()).endsWith(Kind.SESSION_ENDED);
    }

    @Test
    void ending_the_one_she_is_in_expires_its_cookies_as_well() {
        Reply reply = end(laptop, laptop.sessionId());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.cookies()).hasSize(3);
        assertThat(outcome(laptop.get())).isEqualTo("visitor session_revoked");
    }

    @Test
    void bobs_session_is_as_unknown_to_her_as_one_that_never_was() {
        String bobs = bob.sessionId();
        Reply foreign = end(laptop, bobs);

        assertThat(foreign).isEqualTo(end(laptop, "never-was"));
        assertThat(code(foreign)).isEqualTo("not_found");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(outcome(bob.get())).isEqualTo("admitted");
    }

    @Test
    void one_that_has_ended_is_not_found_any_more() {
        String phones = phone.sessionId();
        phone.signOut();

        assertThat(code(end(laptop, phones))).isEqualTo("not_found");
    }

    @Test
    void rule19_ends_all_of_hers_and_none_of_bobs() {
        Reply reply = gate.sallyport().signOutEverywhere(laptop.post().build());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.cookies()).hasSize(3);
        assertThat(outcome(laptop.get())).isEqualTo("visitor session_revoked");
        assertThat(outcome(phone.get())).isEqualTo("visitor session_revoked");
        assertThat(code(phone.refresh())).isEqualTo("session_revoked");
        assertThat(outcome(bob.get())).isEqualTo("admitted");
        assertThat(gate.events()).endsWith(Kind.ALL_SESSIONS_ENDED);
    }

    @Test
    void rule19_the_application_ends_all_of_a_user_who_was_disabled() {
        gate.sallyport().revokeAll("id-of-alice");

        assertThat(outcome(laptop.get())).isEqualTo("visitor session_revoked");
        assertThat(outcome(phone.postProfile())).isEqualTo("visitor session_revoked");
        assertThat(outcome(bob.get())).isEqualTo("admitted");
    }

    @Test
    void rule7_nothing_is_ended_without_her_csrf_token() {
        String phones = phone.sessionId();
        var withoutToken = laptop.post().without(CSRF_HEADER).build();

        assertThat(code(gate.sallyport().endSession(withoutToken, phones))).isEqualTo("csrf_missing");
        assertThat(code(gate.sallyport().signOutEverywhere(withoutToken))).isEqualTo("csrf_missing");
        assertThat(outcome(phone.get())).isEqualTo("admitted");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_store_fault_is_told_and_ends_nothing(boolean all) {
        String phones = phone.sessionId();
        gate.store().down(true);
        Reply reply = all
                ? gate.sallyport().signOutEverywhere(laptop.post().build())
                : gate.sallyport().endSession(laptop.post().build(), phones);
        gate.store().down(false);

        assertThat(code(reply)).isEqualTo("store_unavailable");
        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(phone.get())).isEqualTo("admitted");
    }

    private Reply end(Browser browser, String id) {
        return gate.sallyport()
                .endSession(browser.request("DELETE", "/auth/sessions/" + id).build(), id);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> list(Browser browser) {
        Reply reply = gate.sallyport()
                .sessions(browser.request("GET", "/auth/sessions").build());
        return (List<Map<String, Object>>) reply.body();
    }
}
