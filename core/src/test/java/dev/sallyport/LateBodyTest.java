package dev.sallyport;

import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Race;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time passes while a body is on its way, or a request stands in line: what is true when that is over decides. */
class LateBodyTest {

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();

    @BeforeEach
    void she_signed_in_a_minute_ago() {
        alice.signedIn("alice");
        gate.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void rule31_a_body_that_arrives_after_the_grace_earns_no_successor() {
        Browser thief = alice.copy();

        Reply reply = refreshWithSlowBody(thief, () -> {
            alice.refresh();
            gate.clock().advance(Duration.ofSeconds(40));
        });

        assertThat(code(reply)).isEqualTo("refresh_reused");
        assertThat(outcome(alice.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule31_a_body_that_arrives_within_the_grace_earns_it_still() {
        Browser otherTab = alice.copy();

        Reply reply = refreshWithSlowBody(otherTab, () -> {
            alice.refresh();
            gate.clock().advance(Duration.ofMillis(29_999));
        });

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void rule31_a_session_that_ended_by_the_calendar_meanwhile_is_not_refreshed() {
        gate.clock().advance(Duration.ofDays(7).minusMinutes(1).minusSeconds(1));

        Reply reply = refreshWithSlowBody(alice, () -> gate.clock().advance(Duration.ofSeconds(2)));

        assertThat(code(reply)).isEqualTo("refresh_expired");
    }

    @Test
    void rule31_a_session_that_was_ended_meanwhile_is_not_refreshed() {
        Browser copy = alice.copy();

        assertThat(code(refreshWithSlowBody(copy, alice::signOut))).isEqualTo("session_revoked");
    }

    @Test
    void rule31_who_waits_for_the_store_until_the_grace_is_over_is_late() {
        Browser thief = alice.copy();
        alice.refresh();
        gate.clock().advance(Duration.ofMillis(29_500));
        // Not for longer than a second: a store that takes as long is away, and the grace stands still.
        gate.store().slowToFind(() -> gate.clock().advance(Duration.ofMillis(900)));

        assertThat(code(thief.refresh())).isEqualTo("refresh_reused");
    }

    @Test
    void rule31_an_access_token_that_ended_while_the_body_was_on_its_way_is_not_active() {
        Reply reply = gate.sallyport().verify(alice.post().build(), () -> {
            gate.clock().advance(Duration.ofMinutes(5));
            return alice.jar().copy().value(Browser.ACCESS).orElseThrow();
        });

        assertThat(reply.body().toString()).contains("active=false");
    }

    @Test
    void rule31_a_visitor_whose_name_ended_while_the_body_was_on_its_way_cannot_sign_in() {
        Browser visitor = gate.browser();
        visitor.open();

        Reply reply = gate.sallyport().signIn(visitor.post().build(), () -> {
            gate.clock().advance(Duration.ofHours(4));
            return SignIn.withPassword(Optional.empty(), () -> gate.people().authenticate("alice", People.PASSWORD));
        });

        assertThat(code(reply)).isEqualTo("csrf_mismatch");
    }

    @Test
    void rule31_a_session_begins_when_the_password_has_been_checked() {
        Browser patient = gate.browser();
        patient.open();

        Reply reply = gate.sallyport()
                .signIn(
                        patient.post().build(),
                        () -> SignIn.withPassword(Optional.empty(), () -> {
                            gate.clock().advance(Duration.ofSeconds(9));
                            return gate.people().authenticate("alice", People.PASSWORD);
                        }));

        assertThat(Browser.text(reply, "session", "createdAt")).isEqualTo("2026-03-01T12:01:09.500Z");
        assertThat(Browser.text(reply, "session", "expiresAt")).isEqualTo("2026-03-08T12:01:09.500Z");
    }

    @ParameterizedTest(name = "{0} at once")
    @ValueSource(ints = {2, 10, 32})
    void rule31_without_a_grace_nobody_is_repeated_whoever_races(int racers) throws Exception {
        ConfigDraft draft = new ConfigDraft();
        draft.grace = Duration.ZERO;
        Gate strict = new Gate(draft);
        Browser bob = strict.browser().signedIn("bob");
        List<Browser> tabs = Stream.generate(bob::copy).limit(racers).toList();

        List<Integer> statuses =
                Race.of(racers, racer -> () -> tabs.get(racer).refresh().status());

        assertThat(statuses)
                .as("one rotates, and the next one is taken for a thief")
                .containsOnlyOnce(200);
        assertThat(statuses).contains(401);
        assertThat(strict.store().rotations()).isEqualTo(1);
    }

    private Reply refreshWithSlowBody(Browser browser, Runnable meanwhile) {
        return gate.sallyport().refresh(browser.post().build(), () -> {
            meanwhile.run();
            return Optional.empty();
        });
    }
}
