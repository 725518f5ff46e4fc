package dev.sallyport;

import java.time.Duration;
import java.time.Instant;

/** When a fault that comes again and again is worth its next line in the log. */
final class LogThrottle {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private volatile Instant next = Instant.MIN;

    /** Whether to complain now; if so, not again for a while. */
    boolean isDue(Instant now) {
        boolean due = !now.isBefore(next);
        if (due) {
            next = now.plus(BETWEEN);
        }
        return due;
    }
}
