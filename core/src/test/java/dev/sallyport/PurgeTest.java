package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.session.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeTest {

    private final Gate gate = new Gate();

    @ParameterizedTest(name = "{0} ms after its end: kept {1}")
    @CsvSource({"-1, true", "0, true", "86400000, true", "86400001, false"})
    void a_session_is_forgotten_a_day_after_its_end(long millis, boolean kept) {
        gate.store().open(Sample.openedAt(Gate.START, "s", "alice"), Optional.empty(), List.of());
        gate.clock().advance(Sample.WEEK.plusMillis(millis));
        gate.sallyport().purge();

        assertThat(gate.store().find("s").isPresent()).isEqualTo(kept);
    }

    @Test
    void however_many_there_are_they_go_in_small_steps_that_say_whether_there_are_more() {
        for (int i = 0; i < 1_200; i++) {
            gate.store().open(Sample.openedAt(Gate.START, "s" + i, "alice"), Optional.empty(), List.of());
        }
        gate.clock().advance(Sample.WEEK.plus(Duration.ofDays(2)));
        int steps = 1;
        while (gate.sallyport().purge()) {
            steps++;
        }

        assertThat(steps).isBetween(3, 12);
        assertThat(gate.store().purge(gate.clock().instant(), 5_000)).isZero();
    }
}
