package dev.sallyport.spring.event;

import dev.sallyport.Refusal;
import dev.sallyport.SecurityEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes security events to the log, one line each, as {@code key=value} and as the log system's own key-value pairs. */
public final class SecurityLog implements SecurityEvent.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.sallyport.security");
    private static final int FREQUENT_PER_MINUTE = 100;
    private static final int LONGEST_VALUE = 255;

    /** What could end a line or a value, or pose as another: user ids are the application's, addresses may be a proxy's. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[^\\p{L}\\p{N}!-~]|[\"=]");

    private final EventRateLimiter allowance = new EventRateLimiter(FREQUENT_PER_MINUTE);

    @Override
    public void on(SecurityEvent event) {
        Level level = level(event.kind());
        if (LOG.isEnabledForLevel(level) && allowance.admits(event)) {
            tellWhatWasLeftOut();
            write(LOG.atLevel(level), event);
        }
    }

    @Override
    public void close() {
        tellWhatWasLeftOut();
    }

    private void tellWhatWasLeftOut() {
        long count = allowance.takeLeftOut();
        if (count > 0) {
            LOG.atInfo().addKeyValue("left-out", count).log("left-out={}", count);
        }
    }

    private static Level level(SecurityEvent.Kind kind) {
        return switch (kind) {
            case REFRESH_REUSED, REFRESH_SHARED -> Level.WARN;
            case REFRESHED, REFRESH_REPEATED -> Level.DEBUG;
            default -> Level.INFO;
        };
    }

    private static void write(LoggingEventBuilder empty, SecurityEvent event) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("event", event.kind().name());
        values.put("user", event.userId().orElse("-"));
        values.put("session", event.sessionId().orElse("-"));
        values.put("address", event.remoteAddress().isEmpty() ? "-" : event.remoteAddress());
        event.refusal().map(Refusal::code).ifPresent(code -> values.put("refusal", code));
        values.replaceAll((key, value) -> unambiguous(value));
        LoggingEventBuilder line = empty;
        for (Map.Entry<String, String> value : values.entrySet()) {
            line = line.addKeyValue(value.getKey(), value.getValue());
        }
        line.log(values.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" ")));
    }

    private static String unambiguous(String value) {
        return AMBIGUOUS
                .matcher(value.substring(0, Math.min(value.length(), LONGEST_VALUE)))
                .replaceAll("_");
    }
}
