package dev.sallyport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of one request. Names are matched without regard to case (RFC 9110 section 5.1). */
@FunctionalInterface
public interface Headers {

    /** Every line of the field {@code name} in the order received; empty where there is none. */
    List<String> lines(String name);

    /**
     * The field as one value, or null where it is absent.
     *
     * <p>Several lines are joined by a comma (RFC 9110 section 5.3), never reduced to the first: a second {@code Origin}
     * or token smuggled in beside the first must make the value match nothing.
     */
    default @Nullable String value(String name) {
        List<String> lines = lines(name);
        return switch (lines.size()) {
            case 0 -> null;
            case 1 -> lines.get(0);
            default -> String.join(", ", lines);
        };
    }
}
