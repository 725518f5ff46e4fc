package dev.sallyport.session;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.openedAt;
import static dev.sallyport.session.Sample.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.token.OneTimeValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link SessionStore} promises to many callers at once. */
public abstract class SessionStoreRaces {

    private static final int RUNNERS = 16;
    private static final int ROUNDS = 20;

    protected abstract SessionStore store();

    @Test
    void rule20_of_many_who_advance_at_once_exactly_one_wins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Session session = session("s" + round, "alice");
            store().open(session, Optional.empty(), List.of());
            List<Boolean> won = Race.of(RUNNERS, runner -> () -> advance(session, "successor " + runner));

            assertThat(won).containsOnlyOnce(true);
            assertThat(store().find(session.id()).orElseThrow().family())
                    .isEqualTo(session.family().advancedTo("successor " + won.indexOf(true), NOW));
        }
    }

    @Test
    void rule32_of_many_who_repeat_one_rotation_at_once_it_is_counted_once() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Session session = session("s" + round, "alice");
            store().open(session, Optional.empty(), List.of());
            advance(session, "second");
            Session rotated = store().find(session.id()).orElseThrow();
            List<Boolean> counted = Race.of(RUNNERS, runner -> () -> store().countRepeat(rotated));

            assertThat(counted).containsOnly(true);
            assertThat(store().find(session.id()).orElseThrow().family().repeats())
                    .isEqualTo(new Repeats(1, true));
        }
    }

    @Test
    void rule20_no_advance_wins_against_an_ending_that_is_done() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Session session = session("s" + round, "alice");
            store().open(session, Optional.empty(), List.of());
            Race.of(
                    RUNNERS,
                    runner -> runner == 0
                            ? () -> store().revoke(session.id(), NOW)
                            : () -> advance(session, "successor " + runner));

            Session after = store().find(session.id()).orElseThrow();
            assertThat(after.revokedAt()).contains(NOW);
            assertThat(advance(after, "late")).isFalse();
        }
    }

    @Test
    void of_many_who_end_a_session_exactly_one_did() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Session session = session("s" + round, "alice");
            store().open(session, Optional.empty(), List.of());
            List<Boolean> ended =
                    Race.of(RUNNERS, runner -> () -> store().revoke(session.id(), NOW.plusMillis(runner)));

            assertThat(ended).containsOnlyOnce(true);
            assertThat(store().find(session.id()).orElseThrow().revokedAt())
                    .contains(NOW.plusMillis(ended.indexOf(true)));
        }
    }

    @Test
    void rule18_whoever_looks_on_sees_one_session_take_the_place_of_the_other_and_never_both_or_neither()
            throws Exception {
        store().open(session("s0", "alice"), Optional.empty(), List.of());
        Callable<List<Integer>> opener = () -> {
            for (int i = 1; i <= 100; i++) {
                store().open(openedAt(NOW.plusMillis(i), "s" + i, "alice"), Optional.of("s" + (i - 1)), List.of());
            }
            return List.of(1);
        };
        Callable<List<Integer>> onlooker = () -> IntStream.range(0, 100)
                .mapToObj(i -> store().liveSessions("alice", NOW).size())
                .distinct()
                .toList();

        assertThat(Race.of(4, runner -> runner == 0 ? opener : onlooker)).containsOnly(List.of(1));
    }

    @Test
    void rule33_of_many_who_sign_in_with_one_visitor_exactly_one_opens_a_session() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "user " + round;
            OneTimeValue visitor = OneTimeValue.of("visitor", user, NOW);
            List<Optional<OneTimeValue>> usedBefore = Race.of(
                    RUNNERS,
                    runner -> () -> store().open(
                                    session(user + ", runner " + runner, user), Optional.empty(), List.of(visitor)));

            assertThat(usedBefore).containsOnlyOnce(Optional.empty());
            assertThat(usedBefore).containsOnly(Optional.empty(), Optional.of(visitor));
            assertThat(store().liveSessions(user, NOW))
                    .extracting(Session::id)
                    .containsExactly(user + ", runner " + usedBefore.indexOf(Optional.empty()));
        }
    }

    private boolean advance(Session session, String successor) {
        return store().advance(session, session.rotatedTo(successor, NOW, Sample.CLIENT));
    }
}
