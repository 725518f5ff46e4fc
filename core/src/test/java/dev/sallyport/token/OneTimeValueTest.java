package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.key.Secrets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OneTimeValueTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void rule33_one_text_has_one_name_in_each_kind_and_none_says_what_it_stands_for() {
        String name = OneTimeValue.of("id-token", "a.b", NOW).name();

        assertThat(OneTimeValue.of("id-token", "a.b", NOW.plusSeconds(1)).name())
                .isEqualTo(name);
        assertThat(OneTimeValue.of("visitor", "a.b", NOW).name()).isNotEqualTo(name);
        assertThat(OneTimeValue.of("id-token", "a.c", NOW).name()).isNotEqualTo(name);
        assertThat(name).startsWith("id-token:").doesNotContain("a.b").hasSize(52);
    }

    @Test
    void rule33_it_never_has_the_name_of_a_trip_beside_which_it_is_kept() {
        assertThat(OneTimeValue.of("visitor", "a", NOW).name()).contains(":");
        assertThat(Secrets.randomId()).doesNotContain(":");
    }

    @Test
    void a_name_that_a_store_would_cut_off_is_no_name() {
        assertThat(new OneTimeValue("x".repeat(64), NOW).name()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new OneTimeValue("x".repeat(65), NOW));
    }

    @Test
    void rule33_a_visitor_is_remembered_for_as_long_as_the_name_would_hold() {
        PreSessions visitors = new PreSessions(Duration.ofHours(4));
        String name = visitors.issue(NOW);
        OneTimeValue once = visitors.once(name);

        assertThat(once.until()).isEqualTo(NOW.plus(Duration.ofHours(4)));
        assertThat(visitors.isLive(name, once.until())).isFalse();
        assertThat(once.name()).doesNotContain(name);
    }
}
