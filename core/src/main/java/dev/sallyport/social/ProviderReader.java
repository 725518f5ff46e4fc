package dev.sallyport.social;

import dev.sallyport.social.UnusableProviderException.InvalidSetting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the settings of one provider: which key means what, and what the preset adds. */
final class ProviderReader {

    private static final Properties PRESETS = presets();

    private final Map<ProviderSetting, String> given = new EnumMap<>(ProviderSetting.class);
    private final Map<ProviderSetting, Map<Integer, String>> entries = new EnumMap<>(ProviderSetting.class);
    private final List<InvalidSetting> problems = new ArrayList<>();

    private ProviderReader() {}

    static Provider read(String id, Map<String, String> settings) {
        ProviderReader reader = new ProviderReader();
        new TreeMap<>(settings).forEach(reader::take);
        reader.entries.forEach((setting, values) -> reader.put(setting, String.join(",", values.values())));
        Map<ProviderSetting, String> merged = reader.merged(id);
        ProviderCheck check = new ProviderCheck(id, merged, reader.problems);
        check.run();
        if (!reader.problems.isEmpty()) {
            throw new UnusableProviderException(id, reader.problems);
        }
        return new Provider(id, merged, check.privateKey());
    }

    private void take(String key, String value) {
        Optional<ProviderSetting.Key> found = ProviderSetting.named(key);
        if (found.isEmpty()) {
            // The value of a key that nobody knows may be a secret under a misspelt name.
            problems.add(new InvalidSetting(
                    key, "(not shown)", "there is no such setting: write one of " + ProviderSetting.keys()));
            return;
        }
        ProviderSetting setting = found.get().setting();
        if (found.get().entry() < 0) {
            put(setting, value.strip());
        } else {
            entries.computeIfAbsent(setting, any -> new TreeMap<>())
                    .put(found.get().entry(), value.strip());
        }
    }

    private void put(ProviderSetting setting, String value) {
        String before = given.put(setting, value);
        if (before != null && !before.equals(value)) {
            problems.add(new InvalidSetting(
                    setting.key(), shown(setting, value), "it is given twice, in two spellings: keep one of them"));
        }
    }

    private Map<ProviderSetting, String> merged(String id) {
        Map<ProviderSetting, String> merged = new EnumMap<>(ProviderSetting.class);
        String wanted = given.getOrDefault(ProviderSetting.PRESET, "");
        String preset = wanted.isEmpty() ? id : wanted;
        Map<ProviderSetting, String> known = preset(preset);
        if (known.isEmpty() && !wanted.isEmpty()) {
            problems.add(new InvalidSetting(
                    ProviderSetting.PRESET.key(),
                    wanted,
                    "there is no such preset: write one of " + String.join(", ", names())));
        }
        merged.putAll(known);
        merged.putAll(given);
        merged.values().removeIf(String::isEmpty);
        return merged;
    }

    static String shown(ProviderSetting setting, String value) {
        return setting.isSecret() ? "(not shown)" : value;
    }

    private static Map<ProviderSetting, String> preset(String name) {
        Map<ProviderSetting, String> preset = new HashMap<>();
        PRESETS.stringPropertyNames().stream()
                .filter(key -> key.startsWith(name + "."))
                .forEach(key -> preset.put(
                        ProviderSetting.named(key.substring(name.length() + 1))
                                .orElseThrow()
                                .setting(),
                        PRESETS.getProperty(key)));
        return preset;
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        PRESETS.stringPropertyNames().forEach(key -> names.add(key.substring(0, key.indexOf('.'))));
        return names;
    }

    private static Properties presets() {
        Properties presets = new Properties();
        try (InputStream file = ProviderReader.class.getResourceAsStream("presets.properties")) {
            if (file != null) {
                presets.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return presets;
    }
}
