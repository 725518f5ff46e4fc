package dev.sallyport;

import dev.sallyport.InvalidConfigException.InvalidProperty;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong with a configuration, to be told all at once. */
final class InvalidProperties {

    private final List<InvalidProperty> found = new ArrayList<>();

    void when(boolean wrong, String property, Object value, String reason) {
        if (wrong) {
            add(property, value, reason);
        }
    }

    void add(String property, Object value, String reason) {
        found.add(InvalidProperty.with("sallyport." + property, value, reason));
    }

    void orThrow() {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(found);
        }
    }
}
