package dev.sallyport.spring.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.session.InMemoryFailureStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailurePurgeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void rule34_namesThatStrangersTriedAreForgottenAfterADay() {
        InMemoryFailureStore failures = new InMemoryFailureStore();
        IntStream.range(0, 501).forEach(name -> failures.count("name" + name, NOW, 100));
        Clock nextDay = Clock.fixed(NOW.plusSeconds(24 * 3600 + 1), ZoneOffset.UTC);

        try (FailurePurge purge = new FailurePurge(failures, nextDay)) {
            assertThat(purge.purgeSome()).as("there are more").isTrue();
            assertThat(purge.purgeSome()).as("there are more").isFalse();
        }
        assertThat(failures.purge(nextDay.instant(), 1)).isZero();
    }
}
