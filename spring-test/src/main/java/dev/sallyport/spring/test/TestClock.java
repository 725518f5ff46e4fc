package dev.sallyport.spring.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Moves the clock of the gate in a test. It goes with the system's until then: after {@code clock.advance(Duration.ofMinutes(6))} an access
 * token has expired. It is put right after each test. An application's own {@link Clock} stays what it is.
 */
public final class TestClock {

    private final Clock system;
    private volatile Duration ahead = Duration.ZERO;

    TestClock(Clock system) {
        this.system = system;
    }

    /** Moves it, and backwards by a negative duration. */
    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Lets it go with the system's again. */
    public void reset() {
        ahead = Duration.ZERO;
    }

    Clock clock() {
        return new Moved(system.getZone());
    }

    private final class Moved extends Clock {

        private final ZoneId zone;

        Moved(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return system.instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Moved(other);
        }
    }
}
