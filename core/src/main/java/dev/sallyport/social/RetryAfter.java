package dev.sallyport.social;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads how long a provider asks to be left alone (RFC 9110 section 10.2.3). */
final class RetryAfter {

    /** Or a slip of the provider's would turn people away for days. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** The wait that a header asks for, in seconds or as a date; nothing, if it asks for none. */
    static Optional<Duration> read(String header, Instant now) {
        return wait(header.strip(), now)
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Duration> wait(String text, Instant now) {
        if (text.matches("[0-9]{1,18}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, date));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
