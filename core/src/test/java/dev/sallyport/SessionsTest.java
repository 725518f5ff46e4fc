package dev.sallyport;

import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Sample;
import dev.sallyport.session.Session;
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
                                "2026-03-01T12:01:00Z",
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
                                "2026-03-01T12:00:00Z",
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
        assertThat(outcome(phone.get())).isEqualTo("anonymous session_revoked");
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
        assertThat(outcome(laptop.get())).isEqualTo("anonymous session_revoked");
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
        assertThat(outcome(laptop.get())).isEqualTo("anonymous session_revoked");
        assertThat(outcome(phone.get())).isEqualTo("anonymous session_revoked");
        assertThat(code(phone.refresh())).isEqualTo("session_revoked");
        assertThat(outcome(bob.get())).isEqualTo("admitted");
        assertThat(gate.events()).endsWith(Kind.ALL_SESSIONS_ENDED);
    }

    @Test
    void rule19_ends_the_others_of_hers_at_once_and_keeps_the_one_she_is_in() {
        Browser tablet = gate.browser().signedIn("alice");
        Reply reply = endOthers(laptop);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(laptop.postProfile())).isEqualTo("admitted");
        assertThat(laptop.refresh().status()).isEqualTo(200);
        for (Browser other : List.of(phone, tablet)) {
            assertThat(outcome(other.get())).isEqualTo("anonymous session_revoked");
            assertThat(code(other.refresh())).isEqualTo("session_revoked");
        }
        assertThat(outcome(bob.get())).isEqualTo("admitted");
        assertThat(list(laptop)).hasSize(1);
        assertThat(gate.events()).endsWith(Kind.OTHER_SESSIONS_ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "others", "all"})
    void rule19_what_is_ended_here_is_over_here_without_a_look_at_the_store(String which) {
        String phones = phone.sessionId();
        gate.hear();
        end(which, phones);
        gate.store().down(true);

        assertThat(outcome(phone.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void ending_the_others_where_there_are_none_is_no_fault() {
        endOthers(laptop);

        assertThat(endOthers(laptop).status()).isEqualTo(204);
        assertThat(outcome(laptop.get())).isEqualTo("admitted");
    }

    @Test
    void a_device_that_says_nothing_of_itself_has_no_name() {
        Browser silent = gate.browser();
        silent.open();
        gate.signIn(silent.post().without("User-Agent"), "alice", People.PASSWORD);

        assertThat(list(laptop))
                .filteredOn(session -> session.get("device") == null)
                .hasSize(1);
    }

    @Test
    void a_device_is_named_when_it_comes_and_not_each_time_it_is_listed() {
        Session unnamed = Sample.openedAt(gate.clock().instant(), "s", "id-of-alice");
        gate.store().open(on(new Session.Client("program/1", ""), unnamed), Optional.empty(), List.of());

        assertThat(list(laptop)).filteredOn("id", "s").extracting("device").containsOnlyNulls();
    }

    @Test
    void rule32_the_list_tells_where_a_session_was_last_refreshed_from_and_when_to_the_minute() {
        gate.clock().advance(Duration.ofSeconds(90));
        phone.movedTo("198.51.100.4").refresh();
        phone.updatedTo("Mozilla/5.0 (X11; Linux x86_64; rv:160.0) Gecko/20100101 Firefox/160.0")
                .refresh();

        assertThat(list(laptop).get(0))
                .containsEntry("ip", "198.51.100.4")
                .containsEntry("device", "Firefox 160 on Linux")
                .containsEntry("lastSeenAt", "2026-03-01T12:02:00Z");
    }

    @Test
    void rule19_the_application_ends_all_of_a_user_who_was_disabled() {
        gate.sallyport().revokeAll("id-of-alice");

        assertThat(outcome(laptop.get())).isEqualTo("anonymous session_revoked");
        assertThat(outcome(phone.postProfile())).isEqualTo("anonymous session_revoked");
        assertThat(outcome(bob.get())).isEqualTo("admitted");
    }

    @Test
    void rule7_nothing_is_ended_without_her_csrf_token() {
        String phones = phone.sessionId();
        var withoutToken = laptop.post().without(CSRF_HEADER).build();

        assertThat(code(gate.sallyport().endSession(withoutToken, phones))).isEqualTo("csrf_missing");
        assertThat(code(gate.sallyport().signOutEverywhere(withoutToken))).isEqualTo("csrf_missing");
        assertThat(code(gate.sallyport().endOtherSessions(withoutToken))).isEqualTo("csrf_missing");
        assertThat(outcome(phone.get())).isEqualTo("admitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "others", "all"})
    void a_store_fault_is_told_and_ends_nothing(String which) {
        String phones = phone.sessionId();
        gate.store().down(true);
        Reply reply = end(which, phones);
        gate.store().down(false);

        assertThat(code(reply)).isEqualTo("store_unavailable");
        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(phone.get())).isEqualTo("admitted");
    }

    private static Session on(Session.Client client, Session session) {
        return new Session(
                session.id(),
                session.userId(),
                session.transport(),
                session.methods(),
                session.times(),
                session.family(),
                client,
                Optional.empty());
    }

    private Reply end(String which, String phones) {
        return switch (which) {
            case "one" -> end(laptop, phones);
            case "others" -> endOthers(laptop);
            default -> gate.sallyport().signOutEverywhere(laptop.post().build());
        };
    }

    private Reply endOthers(Browser browser) {
        return gate.sallyport()
                .endOtherSessions(browser.request("DELETE", "/auth/sessions").build());
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
