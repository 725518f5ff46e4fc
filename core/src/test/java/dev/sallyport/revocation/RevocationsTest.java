package dev.sallyport.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.session.Race;
import dev.sallyport.session.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevocationsTest {

    private static final Instant NOW = Sample.NOW;
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private final Revocations revocations = new Revocations(MEMORY);

    @Test
    void rule17_knows_what_was_added_and_nothing_else() {
        revocations.add("ended", NOW);

        assertThat(revocations.contains("ended")).isTrue();
        assertThat(revocations.contains("live")).isFalse();
    }

    @Test
    void rule19_learns_what_a_store_knows() {
        revocations.addAll(Map.of("one", NOW.minusSeconds(299), "two", NOW));

        assertThat(revocations.contains("one")).isTrue();
        assertThat(revocations.contains("two")).isTrue();
    }

    @Test
    void rule19_remembers_for_all_its_memory_however_many_come_after() {
        revocations.add("ended", NOW);
        for (int second = 1; second <= 300; second++) {
            revocations.add("later " + second, NOW.plusSeconds(second));
            assertThat(revocations.contains("ended")).as("after %d s", second).isTrue();
        }
    }

    @Test
    void forgets_what_no_token_can_name_any_more() {
        revocations.add("ended", NOW);
        revocations.add("much later", NOW.plus(MEMORY).plusMillis(1));

        assertThat(revocations.contains("ended")).isFalse();
        assertThat(revocations.contains("much later")).isTrue();
    }

    @Test
    void one_that_is_ended_again_is_remembered_from_then_on() {
        revocations.add("ended", NOW);
        revocations.add("ended", NOW.plusSeconds(200));
        revocations.add("other", NOW.plusSeconds(400));

        assertThat(revocations.contains("ended")).isTrue();
    }

    @Test
    void many_threads_add_and_none_is_lost() throws Exception {
        Race.of(16, runner -> () -> {
            for (int i = 0; i < 2_000; i++) {
                revocations.add(runner + "/" + i, NOW.plusMillis(i));
            }
            return runner;
        });

        for (int runner = 0; runner < 16; runner++) {
            for (int i = 0; i < 2_000; i++) {
                assertThat(revocations.contains(runner + "/" + i)).isTrue();
            }
        }
    }
}
