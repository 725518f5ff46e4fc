package dev.sallyport;

import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.config.SallyportConfig.Revocation;
import dev.sallyport.revocation.WhenStale;
import dev.sallyport.session.RevocationSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two nodes with one store: what one ends is over on the other, and neither reads the store for each request. */
class RevocationTest {

    private static final Duration TOO_LONG = Revocation.DEFAULT.maxLag().plusMillis(1);

    private final Gate here = new Gate();
    private final Gate there = here.anotherNode();
    private final Browser alice = here.browser().signedIn("alice");
    private final Browser thief = alice.copy().at(there);

    @Test
    void rule19_what_one_node_ended_is_over_on_the_other_when_it_has_heard() {
        alice.signOut();
        assertThat(outcome(thief.get())).isEqualTo("admitted");

        there.hear();

        assertThat(outcome(thief.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule19_what_is_called_out_is_known_without_asking() {
        String id = alice.sessionId();
        alice.signOut();

        there.hear(new Pushes(List.of(id)));

        assertThat(outcome(thief.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule19_a_sign_out_that_reaches_the_store_late_is_not_missed() {
        Instant asked = here.clock().instant();
        here.clock().advance(Duration.ofSeconds(59));
        there.hear();
        here.store().revoke(alice.sessionId(), asked);
        there.hear();

        assertThat(outcome(thief.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule19_after_an_outage_it_hears_of_everything_that_ended_meanwhile() {
        String id = alice.sessionId();
        there.store().down(true);
        there.hear();
        there.store().down(false);
        here.store().revoke(id, here.clock().instant().plusSeconds(1));
        here.clock().advance(Duration.ofMinutes(4));
        there.hear();

        assertThat(outcome(thief.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void while_its_knowledge_is_fresh_it_reads_no_store() {
        here.clock().advance(TOO_LONG);
        there.hear();
        int looks = here.store().looks();

        assertThat(outcome(thief.get())).isEqualTo("admitted");
        assertThat(here.store().looks()).isEqualTo(looks);
    }

    @ParameterizedTest(name = "{0}, store down {1}: a session ended elsewhere is {2}, a live one {3}")
    @CsvSource({
        "ADMIT,       false, admitted,                   admitted",
        "ADMIT,       true,  admitted,                   admitted",
        "CHECK_STORE, false, anonymous session_revoked,    admitted",
        "CHECK_STORE, true,  admitted,                   admitted",
        "REFUSE,      false, refused store_unavailable,  refused store_unavailable",
        "REFUSE,      true,  refused store_unavailable,  refused store_unavailable",
    })
    void rule19_when_it_has_not_heard_for_too_long_it_does_as_configured(
            WhenStale whenStale, boolean down, String ended, String live) {
        ConfigDraft draft = new ConfigDraft();
        draft.revocation = new Revocation(Revocation.DEFAULT.maxLag(), whenStale);
        there.restart(draft);
        Browser bob = here.browser().signedIn("bob").at(there);
        alice.signOut();
        here.clock().advance(TOO_LONG);
        here.store().down(down);

        assertThat(outcome(thief.get())).isEqualTo(ended);
        assertThat(outcome(bob.postProfile())).isEqualTo(live);
    }

    @Test
    void whoever_has_no_token_is_not_refused_for_what_others_might_have_ended() {
        ConfigDraft draft = new ConfigDraft();
        draft.revocation = new Revocation(Revocation.DEFAULT.maxLag(), WhenStale.REFUSE);
        there.restart(draft);
        here.clock().advance(TOO_LONG);

        assertThat(outcome(there.browser().get())).isEqualTo("anonymous access_missing");
    }

    @Test
    void a_store_that_is_away_is_asked_once_and_not_for_each_request() {
        here.clock().advance(TOO_LONG);
        here.store().down(true);
        thief.get();
        int looks = here.store().looks();

        assertThat(outcome(thief.get())).isEqualTo("admitted");
        assertThat(here.store().looks()).isEqualTo(looks);
    }

    @Test
    void a_store_that_has_come_back_is_asked_again() {
        here.clock().advance(TOO_LONG);
        here.store().down(true);
        thief.get();
        here.store().down(false);
        there.hear();
        here.clock().advance(TOO_LONG);
        alice.at(here).signOut();

        assertThat(outcome(thief.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void where_nobody_hears_a_store_that_has_come_back_is_asked_again_when_any_step_of_it_succeeds() {
        here.clock().advance(TOO_LONG);
        here.store().down(true);
        thief.get();
        here.store().down(false);
        there.browser().signedIn("bob");
        alice.at(here).signOut();

        assertThat(outcome(thief.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void that_the_store_does_something_else_makes_the_knowledge_no_fresher() {
        here.clock().advance(Duration.ofSeconds(7));
        there.browser().signedIn("bob");

        assertThat(there.sallyport().status().revocationLag()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void rule19_a_session_that_is_gone_from_the_store_is_over() {
        here.clock().advance(TOO_LONG);
        here.store().forget(alice.sessionId());

        assertThat(outcome(thief.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void the_lag_is_the_age_of_what_it_knows() {
        here.clock().advance(Duration.ofSeconds(7));
        assertThat(there.sallyport().status().revocationLag()).isEqualTo(Duration.ofSeconds(7));

        there.hear();
        assertThat(there.sallyport().status().revocationLag()).isZero();
    }

    @Test
    void an_answer_that_took_long_is_as_old_as_its_question() {
        there.hear(new Pushes(List.of()) {
            @Override
            public Map<String, Instant> revokedSince(Instant since) {
                here.clock().advance(Duration.ofMillis(900));
                return Map.of();
            }
        });

        assertThat(there.sallyport().status().revocationLag()).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void a_store_of_somebody_elses_may_fail_in_its_own_way() {
        there.hear(new Pushes(List.of()) {
            @Override
            public Map<String, Instant> revokedSince(Instant since) {
                throw new IllegalStateException("not one of ours");
            }
        });

        assertThat(outcome(thief.get())).isEqualTo("admitted");
    }

    @Test
    void it_asks_four_times_within_the_lag() {
        AtomicReference<Duration> waited = new AtomicReference<>();
        there.hear(new Pushes(List.of()) {
            @Override
            public Collection<String> await(Duration atMost) {
                waited.set(atMost);
                return List.of();
            }
        });

        assertThat(waited.get()).isEqualTo(Revocation.DEFAULT.maxLag().dividedBy(4));
    }

    /** A store that answers nothing and calls out these ids. */
    private static class Pushes implements RevocationSource {

        private final Deque<List<String>> calls = new ArrayDeque<>();

        Pushes(List<String> ids) {
            calls.add(ids);
        }

        @Override
        public Map<String, Instant> revokedSince(Instant since) {
            return Map.of();
        }

        @Override
        public Collection<String> await(Duration atMost) {
            return calls.isEmpty() ? List.of() : calls.poll();
        }

        @Override
        public void close() {}
    }
}
