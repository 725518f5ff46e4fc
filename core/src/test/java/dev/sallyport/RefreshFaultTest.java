package dev.sallyport;

import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Race;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tabs race, stores break and answers get lost; none of it is theft, and none of it costs the token. */
class RefreshFaultTest {

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();

    @BeforeEach
    void she_is_signed_in() {
        alice.signedIn("alice");
    }

    @Test
    void rule20_fifty_tabs_at_once_cause_one_rotation_and_get_one_successor() throws Exception {
        List<Browser> tabs = IntStream.range(0, 50).mapToObj(i -> alice.copy()).toList();
        List<Integer> statuses = Race.of(50, i -> () -> tabs.get(i).refresh().status());

        assertThat(statuses).containsOnly(200);
        assertThat(gate.store().rotations()).isEqualTo(1);
        assertThat(tabs.stream().map(Browser::refreshToken).distinct()).hasSize(1);
        assertThat(tabs).allMatch(tab -> outcome(tab.postProfile()).equals("admitted"));
        assertThat(tabs.get(0).refresh().status()).isEqualTo(200);
    }

    @Test
    void rule20_whoever_is_overtaken_is_given_what_the_winner_was_given() {
        Browser rival = alice.copy();
        gate.store().overtakenBy(rival::refresh);

        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(alice.refreshToken()).isEqualTo(rival.refreshToken());
        assertThat(gate.store().rotations()).isEqualTo(1);
    }

    @Test
    void rule20_one_race_lost_to_nobody_is_run_again() {
        gate.store().loseRaces(1);

        assertThat(alice.refresh().status()).isEqualTo(200);
    }

    @Test
    void one_overtaken_twice_may_bring_the_same_token_again() {
        gate.store().loseRaces(2);
        assertUnavailable(alice.refresh());

        assertThat(alice.refresh().status()).isEqualTo(200);
    }

    @Test
    void rule21_a_sign_out_that_comes_in_between_wins() {
        Browser other = alice.copy();
        gate.store().overtakenBy(other::signOut);
        Reply reply = alice.refresh();

        assertThat(code(reply)).isEqualTo("session_revoked");
        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(alice.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void a_store_that_is_down_costs_neither_the_token_nor_the_session() {
        gate.store().down(true);
        assertUnavailable(alice.refresh());
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
        gate.store().down(false);

        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN);
    }

    @Test
    void an_answer_that_was_lost_on_the_way_is_given_again_within_the_grace() {
        gate.store().loseNextAnswer();
        assertUnavailable(alice.refresh());
        gate.clock().advance(Duration.ofSeconds(29));

        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(gate.store().rotations()).isEqualTo(1);
        assertThat(alice.refresh().status()).isEqualTo(200);
    }

    @Test
    void an_answer_that_a_fault_of_the_store_took_is_given_again_within_the_longest_grace() {
        answerLostByAFault();
        gate.clock().advance(Duration.ofMinutes(5).minusMillis(1));

        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(gate.store().rotations()).isEqualTo(1);
        assertThat(gate.events()).doesNotContain(Kind.REFRESH_REUSED);
    }

    @Test
    void rule32_a_store_that_fails_at_every_rotation_makes_nobody_a_thief() {
        for (int i = 0; i < 50; i++) {
            gate.clock().advance(Duration.ofMinutes(5));
            gate.store().loseNextAnswer();
            assertUnavailable(alice.refresh());
            assertThat(alice.refresh().status()).as("rotation %d", i).isEqualTo(200);
        }
        Browser otherTab = alice.copy();
        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(otherTab.refresh().status()).as("a mere race after all that").isEqualTo(200);
        assertThat(gate.store().rotations()).isEqualTo(51);
    }

    @Test
    void rule20_later_than_that_the_token_before_is_theft_also_after_a_fault() {
        answerLostByAFault();
        gate.clock().advance(Duration.ofMinutes(5));

        assertThat(code(alice.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void rule20_once_the_answer_was_given_the_token_before_has_the_plain_grace_again() {
        Browser thief = alice.copy();
        answerLostByAFault();
        assertThat(alice.refresh().status()).isEqualTo(200);
        gate.clock().advance(Duration.ofSeconds(30));

        assertThat(code(thief.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void rule20_a_fault_that_kept_the_token_from_being_rotated_leaves_nothing_behind_either() {
        Browser thief = alice.copy();
        gate.store().failNextAdvance();
        assertUnavailable(alice.refresh());
        assertThat(alice.refresh().status()).isEqualTo(200);
        gate.clock().advance(Duration.ofSeconds(30));

        assertThat(code(thief.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void the_memory_of_a_fault_stands_still_while_the_store_is_away() {
        gate.store().loseNextAnswer();
        assertUnavailable(alice.refresh());
        outage(gate, Duration.ofHours(3));
        gate.clock().advance(Duration.ofMinutes(4));

        assertThat(alice.refresh().status()).isEqualTo(200);
    }

    @Test
    void rule20_where_nobody_hears_of_revocations_the_grace_begins_again_when_any_step_of_the_store_succeeds() {
        Browser thief = alice.copy();
        alice.refresh();
        gate.store().down(true);
        assertUnavailable(alice.refresh());
        gate.clock().advance(Duration.ofHours(1));
        gate.store().down(false);
        gate.browser().signedIn("bob");
        gate.clock().advance(Duration.ofSeconds(30));

        assertThat(code(thief.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void where_nobody_hears_of_revocations_an_outage_is_no_theft_either() {
        Browser behind = alice.copy();
        alice.refresh();
        gate.store().down(true);
        assertUnavailable(alice.refresh());
        gate.clock().advance(Duration.ofHours(1));
        gate.store().down(false);
        gate.browser().signedIn("bob");
        gate.clock().advance(Duration.ofSeconds(29));

        assertThat(behind.refresh().status()).isEqualTo(200);
    }

    @Test
    void on_every_node_the_grace_stands_still_while_the_store_is_away() {
        Gate other = gate.anotherNode();
        gate.store().loseNextAnswer();
        alice.refresh();
        outage(other, Duration.ofHours(1));
        gate.clock().advance(Duration.ofSeconds(29));

        assertThat(alice.at(other).refresh().status()).isEqualTo(200);
    }

    @Test
    void rule20_when_the_store_has_been_back_for_longer_than_the_grace_it_is_theft_again() {
        Browser thief = alice.copy();
        alice.refresh();
        outage(gate, Duration.ofHours(1));
        gate.clock().advance(Duration.ofSeconds(30));

        assertThat(code(thief.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void rule20_an_outage_makes_no_older_token_good() {
        Browser thief = alice.copy();
        alice.refresh();
        gate.clock().advance(Duration.ofSeconds(31));
        outage(gate, Duration.ofHours(1));

        assertThat(code(thief.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void rule20_one_before_the_previous_is_theft_whatever_the_store_did() {
        Browser thief = alice.copy();
        gate.store().loseNextAnswer();
        alice.refresh();
        alice.refresh();
        alice.refresh();

        assertThat(code(thief.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void rule4_roles_that_no_cookie_can_hold_do_not_cost_the_token() {
        Set<String> many = IntStream.range(0, 500).mapToObj(i -> "role-" + i).collect(Collectors.toSet());
        gate.people().add("alice", many);
        assertThat(code(alice.refresh())).isEqualTo("access_token_too_large");
        gate.people().add("alice", Set.of("user"));

        assertThat(gate.store().rotations()).isZero();
        assertThat(alice.refresh().status()).isEqualTo(200);
    }

    @Test
    void without_grace_a_lost_answer_is_theft() {
        ConfigDraft strict = new ConfigDraft();
        strict.grace = Duration.ZERO;
        Gate strictGate = new Gate(strict);
        Browser browser = strictGate.browser().signedIn("alice");
        Browser before = browser.copy();
        browser.refresh();

        assertThat(code(before.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void a_session_that_idled_too_long_is_not_refreshed() {
        ConfigDraft idle = new ConfigDraft();
        idle.idle = Optional.of(Duration.ofHours(1));
        Gate idleGate = new Gate(idle);
        Browser browser = idleGate.browser().signedIn("alice");
        idleGate.clock().advance(Duration.ofMinutes(59));
        assertThat(browser.refresh().status()).isEqualTo(200);
        idleGate.clock().advance(Duration.ofHours(1));

        assertThat(code(browser.refresh())).isEqualTo("refresh_expired");
        assertThat(browser.open().body().toString()).contains("refreshable=false");
    }

    /** The rotation took place, its answer did not come, and from then on the store is well. */
    private void answerLostByAFault() {
        gate.store().loseNextAnswer();
        assertUnavailable(alice.refresh());
        gate.hear();
    }

    private static void outage(Gate node, Duration length) {
        node.hear();
        node.store().down(true);
        node.hear();
        node.clock().advance(length);
        node.store().down(false);
        node.hear();
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(code(reply)).isEqualTo("store_unavailable");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).contains(new Reply.Header("Retry-After", "1"));
        assertThat(reply.cookies()).isEmpty();
    }
}
