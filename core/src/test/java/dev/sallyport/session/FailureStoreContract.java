package dev.sallyport.session;

import static dev.sallyport.session.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every promise of {@link FailureStore}. */
public abstract class FailureStoreContract {

    private static final int MOST = 3;
    private static final Duration DAY = FailureStore.PAUSE;

    protected abstract FailureStore store();

    @Test
    void rule34_counts_so_many_in_a_row_and_then_says_when_the_last_was() {
        assertThat(IntStream.range(0, MOST).mapToObj(i -> count("alice", NOW.plusMillis(i))))
                .containsOnly(Optional.empty());

        assertThat(count("alice", NOW.plusSeconds(1))).contains(NOW.plusMillis(MOST - 1));
        assertThat(count("bob", NOW)).isEmpty();
    }

    @Test
    void rule34_a_row_may_be_as_long_as_it_likes() {
        for (int i = 0; i < 100; i++) {
            assertThat(store().count("alice", NOW, 100)).isEmpty();
        }

        assertThat(store().count("alice", NOW, 100)).contains(NOW);
        assertThat(store().purge(NOW.plus(DAY.multipliedBy(100)), 1)).isZero();
        assertThat(store().purge(NOW.plus(DAY.multipliedBy(100)).plusMillis(1), 1))
                .isEqualTo(1);
    }

    @Test
    void rule34_after_that_there_is_one_a_day() {
        fail("alice", MOST, NOW);

        assertThat(count("alice", NOW.plus(DAY).minusMillis(1))).contains(NOW);
        assertThat(count("alice", NOW.plus(DAY))).isEmpty();
        assertThat(count("alice", NOW.plus(DAY).plusMillis(1))).contains(NOW.plus(DAY));
    }

    @Test
    void rule34_of_many_at_once_no_more_are_counted_than_may() throws Exception {
        List<Optional<Instant>> answers = Race.of(MOST + 1, i -> () -> count("alice", NOW));

        assertThat(answers.stream().filter(Optional::isEmpty)).hasSize(MOST);
        assertThat(answers.stream().flatMap(Optional::stream)).containsOnly(NOW);
    }

    @Test
    void what_has_ended_begins_anew() {
        fail("alice", MOST, NOW);
        fail("bob", MOST, NOW);
        store().forget("alice");
        store().forget("nobody");

        assertThat(count("alice", NOW)).isEmpty();
        assertThat(count("bob", NOW)).isPresent();
    }

    @Test
    void what_did_not_happen_is_taken_back() {
        fail("alice", MOST, NOW);
        store().takeBack("alice", NOW);
        store().takeBack("nobody", NOW);

        assertThat(count("alice", NOW)).isEmpty();
        assertThat(count("alice", NOW)).isPresent();
    }

    @Test
    void the_try_of_the_day_is_had_again_if_it_did_not_happen() {
        fail("alice", MOST, NOW);
        Instant nextDay = NOW.plus(DAY);
        fail("alice", 1, nextDay);
        store().takeBack("alice", nextDay);

        assertThat(count("alice", nextDay.plusSeconds(1))).isEmpty();
        assertThat(count("alice", nextDay.plusSeconds(2))).isPresent();
    }

    @Test
    void what_is_taken_back_leaves_the_instant_of_another_that_did_happen() {
        fail("alice", MOST - 1, NOW);
        fail("alice", 1, NOW.plusSeconds(1));
        store().takeBack("alice", NOW);
        fail("alice", 1, NOW.plusSeconds(2));

        assertThat(count("alice", NOW.plusSeconds(3))).contains(NOW.plusSeconds(2));
    }

    @Test
    void each_failure_in_a_row_is_remembered_for_a_day() {
        fail("once", 1, NOW);
        fail("often", MOST, NOW);

        assertThat(store().purge(NOW.plus(DAY), 10)).isZero();
        assertThat(store().purge(NOW.plus(DAY).plusMillis(1), 10)).isEqualTo(1);
        assertThat(store().purge(NOW.plus(DAY.multipliedBy(MOST)), 10)).isZero();
        assertThat(count("often", NOW)).isPresent();
        assertThat(store().purge(NOW.plus(DAY.multipliedBy(MOST)).plusMillis(1), 10))
                .isEqualTo(1);
        assertThat(count("often", NOW)).isEmpty();
    }

    @Test
    void forgets_no_more_at_once_than_told() {
        IntStream.range(0, 5).forEach(i -> fail("name" + i, 1, NOW));
        Instant later = NOW.plus(DAY).plusMillis(1);

        assertThat(List.of(store().purge(later, 2), store().purge(later, 2), store().purge(later, 2)))
                .containsExactly(2, 2, 1);
    }

    private Optional<Instant> count(String name, Instant at) {
        return store().count(name, at, MOST);
    }

    private void fail(String name, int times, Instant at) {
        for (int i = 0; i < times; i++) {
            assertThat(count(name, at)).isEmpty();
        }
    }
}
