package dev.sallyport;

import java.time.Duration;
import java.time.Instant;

/** Lets a fault that comes again and again be logged once a minute. */
final class LogThrottle {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private volatile Instant next = Instant.MIN;

    /** Whether to log now; if so, not again for a minute. */
    boolean isDue(Instant now) {
        boolean due = !now.isBefore(next);
        if (due) {
            next = now.plus(BETWEEN);
        }
        return due;
    }
}
