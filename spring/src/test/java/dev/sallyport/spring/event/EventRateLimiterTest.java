package dev.sallyport.spring.event;

import static dev.sallyport.spring.event.Happening.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventRateLimiterTest {

    private final EventRateLimiter allowance = new EventRateLimiter(3);

    @Test
    void aFloodIsCutToItsAllowanceAndTheRestIsCounted() {
        assertThat(IntStream.range(0, 100).filter(i -> allowance.admits(Happening.refused(NOW))))
                .hasSize(3);
        assertThat(allowance.takeLeftOut()).isEqualTo(97);
        assertThat(allowance.takeLeftOut()).isZero();
    }

    @Test
    void eachMinuteHasItsOwn() {
        IntStream.range(0, 10).forEach(i -> allowance.admits(Happening.refused(NOW)));

        assertThat(allowance.admits(Happening.refused(NOW.plusMillis(59_499)))).isFalse();
        assertThat(allowance.admits(Happening.refused(NOW.plusMillis(59_500)))).isTrue();
    }

    @Test
    void eachKindHasItsOwn() {
        IntStream.range(0, 10).forEach(i -> allowance.admits(Happening.refused(NOW)));

        assertThat(allowance.admits(Happening.of(Kind.REFRESHED))).isTrue();
        assertThat(allowance.admits(Happening.of(Kind.REFRESH_REPEATED))).isTrue();
    }

    @Test
    void whoHasANameIsNotLeftOutForTheSakeOfStrangers() {
        IntStream.range(0, 10).forEach(i -> allowance.admits(Happening.refused(NOW)));

        assertThat(allowance.admits(Happening.of(Kind.REFUSED))).isTrue();
    }

    @Test
    void whatMattersMostAlwaysPasses() {
        IntStream.range(0, 10).forEach(i -> allowance.admits(Happening.refused(NOW)));

        assertThat(IntStream.range(0, 100)
                        .filter(i -> allowance.admits(Happening.of(Kind.SIGNED_IN))
                                && allowance.admits(Happening.of(Kind.REFRESH_REUSED))
                                && allowance.admits(Happening.of(Kind.SIGNED_OUT))))
                .hasSize(100);
    }
}
