package dev.sallyport.revocation;

import static dev.sallyport.session.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationLagTest {

    private final RevocationLag lag = new RevocationLag(Duration.ofSeconds(1), NOW);

    @ParameterizedTest(name = "{0} ms later: stale {1}")
    @CsvSource({"0, false", "1000, false", "1001, true", "86400000, true", "-1000, false", "-1001, true"})
    void is_stale_when_it_is_older_than_the_bound_or_the_clock_was_set_back(long millis, boolean stale) {
        assertThat(lag.isStale(NOW.plusMillis(millis))).isEqualTo(stale);
    }

    @Test
    void is_as_fresh_as_the_question_and_not_as_the_answer() {
        lag.heard(second(5), second(5).plusMillis(900));

        assertThat(lag.lag(second(6))).isEqualTo(Duration.ofSeconds(1));
        assertThat(lag.asOf()).isEqualTo(second(5));
    }

    @Test
    void a_failure_makes_nothing_older_and_an_answer_ends_it() {
        lag.failed(NOW, NOW);
        assertThat(lag.isFailing()).isTrue();
        assertThat(lag.asOf()).isEqualTo(NOW);

        lag.heard(second(1), second(1));
        assertThat(lag.isFailing()).isFalse();
    }

    @Test
    void a_node_that_merely_did_not_ask_knows_of_no_silence() {
        assertThat(lag.silence(NOW, second(3600))).isZero();
        lag.heard(second(3600), second(3600));
        assertThat(lag.silence(NOW, second(3600))).isZero();
    }

    @Test
    void silence_lasts_from_the_first_question_in_vain_to_the_next_answer() {
        lag.failed(second(10), second(25));
        lag.failed(second(11), second(26));
        assertThat(lag.silence(NOW, second(40))).isEqualTo(Duration.ofSeconds(30));

        lag.heard(second(50), second(50));
        assertThat(lag.silence(NOW, second(100))).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void an_answer_that_took_longer_than_the_bound_was_silence_too() {
        lag.heard(second(10), second(70));

        assertThat(lag.silence(NOW, second(100))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void an_answer_to_any_question_ends_the_failing_but_tells_nothing_of_who_ended() {
        lag.failed(second(10), second(10));
        lag.answered(second(50), second(50));

        assertThat(lag.isFailing()).isFalse();
        assertThat(lag.silence(NOW, second(100))).isEqualTo(Duration.ofSeconds(40));
        assertThat(lag.asOf()).isEqualTo(NOW);
        assertThat(lag.isStale(second(50))).isTrue();
    }

    @Test
    void who_never_heard_of_anything_knows_of_no_silence_before_the_first_question_in_vain() {
        lag.failed(second(7200), second(7200));

        assertThat(lag.silence(NOW, second(7210))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void one_who_waited_in_vain_while_others_were_answered_tells_nothing_new() {
        lag.answered(second(20), second(21));
        lag.failed(second(10), second(40));

        assertThat(lag.isFailing()).isFalse();
        assertThat(lag.silence(NOW, second(100))).isZero();
    }

    @Test
    void one_who_waited_long_while_others_were_answered_was_not_in_a_silence() {
        lag.answered(second(20), second(21));
        lag.answered(second(10), second(40));

        assertThat(lag.silence(NOW, second(100))).isZero();
    }

    @Test
    void many_who_waited_at_the_same_time_did_not_wait_any_longer() {
        lag.failed(second(10), second(40));
        lag.answered(second(9), second(50));
        lag.answered(second(9), second(50));
        lag.failed(second(12), second(55));
        lag.answered(second(12), second(60));

        assertThat(lag.silence(NOW, second(100))).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void a_clock_that_was_set_back_hides_no_failure() {
        lag.failed(second(3600), second(3600));
        lag.heard(second(3700), second(3700));
        lag.failed(second(10), second(10));
        assertThat(lag.isFailing()).isTrue();

        lag.answered(second(50), second(50));
        assertThat(lag.silence(NOW, second(100))).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void of_two_long_outages_with_hardly_an_answer_between_them_neither_is_forgotten() {
        lag.failed(second(0), second(0));
        lag.answered(second(3600), second(3600));
        lag.failed(second(3660), second(3660));
        lag.answered(second(7260), second(7260));

        assertThat(lag.silence(NOW, second(7270))).isEqualTo(Duration.ofSeconds(7200));
    }

    @Test
    void of_a_store_that_flaps_a_thousand_times_a_second_each_silence_counts_and_no_more() {
        for (int milli = 0; milli < 10_000; milli++) {
            Instant asked = NOW.plusMillis(milli);
            lag.failed(asked, asked);
            lag.answered(asked, asked.plusNanos(100_000));
        }

        assertThat(lag.silence(NOW, second(10))).isEqualTo(Duration.ofSeconds(1));
        assertThat(lag.silence(second(5), second(10))).isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
    }

    @Test
    void of_a_store_that_was_hardly_there_for_long_no_more_than_a_thousand_silences_are_kept() {
        for (int second = 0; second < 2_000; second++) {
            lag.failed(second(second), second(second));
            lag.answered(second(second), second(second + 1).minusMillis(1));
        }

        assertThat(lag.silence(NOW, second(2_000))).isEqualTo(Duration.ofMillis(999_000));
    }

    @ParameterizedTest(name = "from {0} s to {1} s: {2} s")
    @CsvSource({"0, 100, 40", "0, 10, 0", "50, 100, 0", "20, 30, 10", "0, 30, 20", "30, 100, 20", "30, 20, 0"})
    void only_silence_within_the_time_asked_about_counts(long begin, long end, long seconds) {
        lag.failed(second(10), second(10));
        lag.heard(second(50), second(50));

        assertThat(lag.silence(second(begin), second(end))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void several_silences_add_up_and_old_ones_are_forgotten() {
        for (int minute = 1; minute <= 10; minute++) {
            lag.heard(second(minute * 60), second(minute * 60));
            lag.failed(second(minute * 60), second(minute * 60));
            lag.heard(second(minute * 60 + 10), second(minute * 60 + 10));
        }

        assertThat(lag.silence(second(480), second(610))).isEqualTo(Duration.ofSeconds(30));
        assertThat(lag.silence(NOW, second(610)))
                .isLessThan(Duration.ofSeconds(100))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(50));
    }

    private static Instant second(long after) {
        return NOW.plusSeconds(after);
    }
}
