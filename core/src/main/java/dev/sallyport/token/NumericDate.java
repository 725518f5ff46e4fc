package dev.sallyport.token;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time in a JWT: a number of seconds since 1970 (RFC 7519 section 2). */
public final class NumericDate {

    /** The end of the year 9999. What is later no calendar shows, and a sum with it may not fit into any number. */
    private static final long LATEST = 253_402_300_799L;

    private NumericDate() {}

    /** The instant that a claim's value names, to the second; empty where it is no number, or a time that cannot be meant. */
    public static Optional<Instant> of(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return Optional.empty();
        }
        // Compared before it is converted: a number too large for a long would turn into another time.
        double seconds = number.doubleValue();
        return seconds >= 0 && seconds <= LATEST
                ? Optional.of(Instant.ofEpochSecond(number.longValue()))
                : Optional.empty();
    }
}
