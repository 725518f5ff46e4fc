package dev.sallyport.spring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is known of one session at different instants, and when the store is asked. */
class SessionLivenessTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PAUSE = SessionLiveness.BETWEEN_QUESTIONS;
    private static final Instant FAR = NOW.plus(Duration.ofDays(7));

    private boolean known;
    private Supplier<Optional<Instant>> liveUntil = () -> Optional.of(FAR);
    private final AtomicInteger questions = new AtomicInteger();
    private final SessionLiveness life = new SessionLiveness(() -> known, this::answer, NOW.plus(PAUSE));

    @Test
    void whatThisNodeKnowsNeedsNoQuestion() {
        assertThat(life.hasEnded()).isFalse();

        known = true;

        assertThat(life.hasEnded()).isTrue();
        assertThat(questions).hasValue(0);
    }

    @Test
    void itIsAskedAboutWhenNobodyVouchesForItAnyMoreAndThenNowAndThen() {
        assertThat(life.isDue(NOW.plus(PAUSE).minusMillis(1))).isFalse();
        assertThat(life.isDue(NOW.plus(PAUSE))).isTrue();

        life.ask(NOW.plus(PAUSE));

        assertThat(life.isDue(NOW.plus(PAUSE.multipliedBy(2)).minusMillis(1))).isFalse();
        assertThat(life.isDue(NOW.plus(PAUSE.multipliedBy(2)))).isTrue();
        assertThat(life.hasEnded()).isFalse();
    }

    @Test
    void rule19_itIsAskedAboutAtItsEndAndNotLater() {
        Instant end = NOW.plusSeconds(3);
        liveUntil = () -> Optional.of(end);
        life.ask(NOW);

        assertThat(life.isDue(end.minusMillis(1))).isFalse();
        assertThat(life.isDue(end)).isTrue();
    }

    @Test
    void rule19_onceTheStoreSaysThatItIsOverItIsAndNobodyAsksAgain() {
        liveUntil = Optional::empty;
        life.ask(NOW);

        assertThat(life.hasEnded()).isTrue();
        assertThat(life.isDue(FAR)).isFalse();
    }

    @Test
    void aFaultEndsNothingAndIsAskedAboutLater() {
        liveUntil = () -> {
            throw new IllegalStateException("away");
        };
        assertThatThrownBy(() -> life.ask(NOW.plus(PAUSE))).isInstanceOf(IllegalStateException.class);

        assertThat(life.hasEnded()).isFalse();
        assertThat(life.isDue(NOW.plus(PAUSE))).isFalse();
        assertThat(life.isDue(NOW.plus(PAUSE.multipliedBy(2)))).isTrue();
    }

    private Optional<Instant> answer() {
        questions.incrementAndGet();
        return liveUntil.get();
    }
}
