package dev.sallyport.session;

import static dev.sallyport.session.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

    private final Freshness freshness = new Freshness(Duration.ofSeconds(1), NOW);

    @ParameterizedTest(name = "{0} ms later: stale {1}")
    @CsvSource({"0, false", "1000, false", "1001, true", "86400000, true", "-1000, false", "-1001, true"})
    void is_stale_when_it_is_older_than_the_bound_or_the_clock_was_set_back(long millis, boolean stale) {
        assertThat(freshness.isStale(NOW.plusMillis(millis))).isEqualTo(stale);
    }

    @Test
    void is_as_fresh_as_the_question_and_not_as_the_answer() {
        freshness.heard(second(5), second(5).plusMillis(900));

        assertThat(freshness.lag(second(6))).isEqualTo(Duration.ofSeconds(1));
        assertThat(freshness.asOf()).isEqualTo(second(5));
    }

    @Test
    void a_failure_makes_nothing_older_and_an_answer_ends_it() {
        freshness.failed();
        assertThat(freshness.isFailing()).isTrue();
        assertThat(freshness.asOf()).isEqualTo(NOW);

        freshness.heard(second(1), second(1));
        assertThat(freshness.isFailing()).isFalse();
    }

    @Test
    void a_node_that_merely_did_not_ask_knows_of_no_silence() {
        assertThat(freshness.silence(NOW, second(3600))).isZero();
        freshness.heard(second(3600), second(3600));
        assertThat(freshness.silence(NOW, second(3600))).isZero();
    }

    @Test
    void silence_lasts_from_the_last_answer_to_the_next_one() {
        freshness.heard(second(10), second(10));
        freshness.failed();
        assertThat(freshness.silence(NOW, second(40))).isEqualTo(Duration.ofSeconds(30));

        freshness.heard(second(50), second(50));
        assertThat(freshness.silence(NOW, second(100))).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void an_answer_that_took_longer_than_the_bound_was_silence_too() {
        freshness.heard(second(10), second(70));

        assertThat(freshness.silence(NOW, second(100))).isEqualTo(Duration.ofSeconds(70));
    }

    @ParameterizedTest(name = "from {0} s to {1} s: {2} s")
    @CsvSource({"0, 100, 40", "0, 10, 0", "50, 100, 0", "20, 30, 10", "0, 30, 20", "30, 100, 20", "30, 20, 0"})
    void only_silence_within_the_time_asked_about_counts(long begin, long end, long seconds) {
        freshness.heard(second(10), second(10));
        freshness.failed();
        freshness.heard(second(50), second(50));

        assertThat(freshness.silence(second(begin), second(end))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void several_silences_add_up_and_old_ones_are_forgotten() {
        for (int minute = 1; minute <= 10; minute++) {
            freshness.heard(second(minute * 60), second(minute * 60));
            freshness.failed();
            freshness.heard(second(minute * 60 + 10), second(minute * 60 + 10));
        }

        assertThat(freshness.silence(second(480), second(610))).isEqualTo(Duration.ofSeconds(30));
        assertThat(freshness.silence(NOW, second(610)))
                .isLessThan(Duration.ofSeconds(100))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(50));
    }

    private static Instant second(long after) {
        return NOW.plusSeconds(after);
    }
}
