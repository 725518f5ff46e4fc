package dev.sallyport.config;

import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong with a configuration, to be told all at once. */
final class InvalidProperties {

    private final List<InvalidProperty> found = new ArrayList<>();
    private final SettingNames names;

    InvalidProperties(SettingNames names) {
        this.names = names;
    }

    void when(boolean wrong, Setting setting, Object value, String reason) {
        if (wrong) {
            add(setting, value, reason);
        }
    }

    void add(Setting setting, Object value, String reason) {
        found.add(InvalidProperty.with(names.of(setting), value, reason));
    }

    void orThrow() {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(found);
        }
    }
}
