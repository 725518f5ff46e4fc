package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.config.SallyportConfig.Format;
import dev.sallyport.config.SallyportConfig.Revocation;
import dev.sallyport.revocation.WhenStale;
import dev.sallyport.token.OpaqueTokens;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Session authentication: the access token is a handle, and its session is looked up as often as revocations may lag. */
class OpaqueTest {

    private static final Duration LAG = Revocation.DEFAULT.maxLag();

    private final Gate gate = new Gate(formats(Format.OPAQUE));
    private final Browser alice = gate.browser().signedIn("alice");

    @Test
    void a_handle_opens_both_doors_and_says_nothing_of_its_own() {
        assertThat(OpaqueTokens.looksLikeOne(access(alice))).isTrue();
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
        assertThat(alice.get().caller().orElseThrow().userId()).isEqualTo("id-of-alice");
        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    @Test
    void rule19_it_ends_with_its_session_wherever_that_was_ended() {
        alice.get();
        gate.store().revoke(alice.sessionId(), Gate.START);
        gate.clock().advance(LAG);

        assertThat(outcome(alice.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule19_a_user_who_is_gone_is_out_when_it_is_looked_up_next() {
        alice.get();
        gate.people().remove("alice");
        gate.clock().advance(LAG);

        assertThat(outcome(alice.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void new_roles_count_when_they_are_looked_up_next() {
        alice.get();
        gate.people().add("alice", Set.of("auditor"));
        gate.clock().advance(LAG);

        assertThat(alice.get().caller().orElseThrow().roles()).containsExactly("auditor");
    }

    @Test
    void accounts_that_refuse_when_they_are_asked_are_no_fault() {
        Accounts busy = new Accounts() {
            @Override
            public Optional<User> authenticate(String username, String password) {
                return Optional.empty();
            }

            @Override
            public Optional<User> find(String userId) {
                throw new RefusedException(Refusal.SERVER_BUSY, Duration.ofSeconds(1));
            }
        };
        Sallyport elsewhere = Sallyport.builder(
                        formats(Format.OPAQUE).build(), Keys.of(gate.key()), gate.store(), busy, gate.clock())
                .build();

        assertThat(outcome(elsewhere.admit(alice.request("GET", "/api/profile").build())))
                .isEqualTo("refused server_busy");
    }

    @Test
    void it_expires_as_a_jwt_does() {
        gate.clock().advance(Duration.ofMinutes(5).plusMillis(500));

        assertThat(outcome(alice.get())).isEqualTo("anonymous access_expired");
    }

    @Test
    void within_the_lag_of_revocations_one_look_is_enough() {
        alice.get();
        gate.clock().advance(LAG.minusMillis(1));
        gate.store().down(true);

        assertThat(outcome(alice.get())).isEqualTo("admitted");
    }

    @Test
    void rule19_what_ended_here_is_over_at_once_all_the_same() {
        Browser before = alice.copy();
        alice.get();
        alice.signOut();

        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void when_the_store_goes_away_who_was_seen_just_before_goes_on_for_five_minutes() {
        ConfigDraft draft = formats(Format.OPAQUE);
        draft.accessLifetime = Duration.ofHours(1);
        gate.restart(draft);
        alice.refresh();
        alice.get();
        gate.store().down(true);

        gate.clock().advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(outcome(alice.get())).isEqualTo("admitted");
        gate.clock().advance(Duration.ofMillis(1));
        assertThat(outcome(alice.get())).isEqualTo("refused store_unavailable");
    }

    @Test
    void a_store_that_is_away_is_not_asked_for_each_request() {
        alice.get();
        gate.store().down(true);
        gate.clock().advance(LAG);
        alice.get();
        int looks = gate.store().looks();

        assertThat(outcome(alice.get())).isEqualTo("admitted");
        assertThat(gate.store().looks()).isEqualTo(looks);
    }

    @Test
    void a_fault_of_the_accounts_is_not_held_for_one_of_the_session_store() {
        Browser bob = gate.browser().signedIn("bob");
        String session = bob.sessionId();
        alice.get();
        bob.get();
        gate.people().away(true);
        gate.clock().advance(LAG);
        assertThat(outcome(alice.get())).isEqualTo("admitted");
        gate.people().away(false);
        gate.store().revoke(session, Gate.START);

        assertThat(outcome(bob.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void where_nobody_hears_of_revocations_a_store_that_has_come_back_is_asked_again() {
        Browser bob = gate.browser().signedIn("bob");
        String session = alice.sessionId();
        alice.get();
        gate.store().down(true);
        gate.clock().advance(LAG);
        assertThat(outcome(alice.get())).isEqualTo("admitted");
        gate.store().down(false);
        bob.open();
        gate.store().revoke(session, Gate.START);

        assertThat(outcome(alice.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void who_would_rather_refuse_is_not_served_from_memory() {
        ConfigDraft draft = formats(Format.OPAQUE);
        draft.revocation = new Revocation(LAG, WhenStale.REFUSE);
        gate.restart(draft);
        alice.get();
        gate.store().down(true);
        gate.clock().advance(LAG);

        assertThat(outcome(alice.get())).isEqualTo("refused store_unavailable");
    }

    @Test
    void without_the_store_nobody_unknown_is_admitted_and_nobody_is_called_a_stranger() {
        gate.store().down(true);

        assertThat(outcome(alice.get())).isEqualTo("refused store_unavailable");
        gate.store().down(false);
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    @Test
    void a_handle_that_was_made_up_does_not_trouble_the_store() {
        gate.store().down(true);
        alice.jar().put(ACCESS, access(alice).replaceFirst(".$", "x"));

        assertThat(outcome(alice.get())).startsWith("anonymous access_invalid");
    }

    @Test
    void verify_says_of_it_what_a_jwt_says_of_itself() {
        Reply reply = gate.sallyport().verify(alice.post().build(), () -> access(alice));
        Map<?, ?> claims = (Map<?, ?>) ((Map<?, ?>) reply.body()).get("claims");

        assertThat(claims.get("sub")).isEqualTo("id-of-alice");
        assertThat(claims.get("sid")).isEqualTo(alice.sessionId());
        alice.signOut();
        assertThat(gate.sallyport().verify(alice.post().build(), () -> "x").body())
                .isEqualTo(Map.of("active", false));
    }

    @Test
    void both_formats_are_accepted_side_by_side_and_the_first_is_issued() {
        String handle = access(alice);
        gate.restart(formats(Format.JWT, Format.OPAQUE));
        Browser bob = gate.browser().signedIn("bob");

        assertThat(OpaqueTokens.looksLikeOne(access(bob))).isFalse();
        assertThat(outcome(bob.postProfile())).isEqualTo("admitted");
        assertThat(access(alice)).isEqualTo(handle);
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    @Test
    void a_format_that_is_not_configured_is_not_accepted_and_a_refresh_brings_the_one_that_is() {
        gate.restart(new ConfigDraft());
        assertThat(outcome(alice.get())).isEqualTo("anonymous access_invalid");

        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(OpaqueTokens.looksLikeOne(access(alice))).isFalse();
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    @Test
    void rule21_signing_out_ends_it() {
        Browser before = alice.copy();
        alice.signOut();

        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
        assertThat(code(before.refresh())).isEqualTo("session_revoked");
    }

    private static String access(Browser browser) {
        return browser.jar().value(ACCESS).orElseThrow();
    }

    private static ConfigDraft formats(Format... formats) {
        ConfigDraft draft = new ConfigDraft();
        draft.formats = List.of(formats);
        return draft;
    }
}
