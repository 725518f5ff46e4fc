package dev.sallyport.spring.property;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties {@code sallyport.*} that anybody on the classpath documents for editors. What is completed in an editor and
 * what is accepted at the start are one list, so neither can lag behind the other.
 */
final class KnownProperties {

    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("sallyport");

    private static final List<String> FILES = List.of(
            "META-INF/additional-spring-configuration-metadata.json", "META-INF/spring-configuration-metadata.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One property.
     *
     * @param type the name of its Java type, such as {@code java.util.List<java.lang.String>}
     * @param usual its default as one would write it; empty where it has none
     */
    record Known(ConfigurationPropertyName name, String type, Optional<String> usual) {

        boolean isList() {
            return type.startsWith("java.util.List<") || type.startsWith("java.util.Set<");
        }

        private boolean isMap() {
            return type.startsWith("java.util.Map<");
        }

        private boolean covers(ConfigurationPropertyName written) {
            return name.equals(written)
                    || (name.isAncestorOf(written)
                            && (isMap() || (isList() && written.isNumericIndex(name.getNumberOfElements()))));
        }

        /** Both forms that Boot reads: with the dashes removed, and with underscores in their place. */
        private boolean coversVariable(String variable) {
            return List.of(variable().replace("-", ""), variable().replace('-', '_')).stream()
                    .anyMatch(form -> variable.equals(form)
                            || (variable.startsWith(form + "_")
                                    && (isMap()
                                            || (isList()
                                                    && variable.substring(form.length())
                                                            .matches("_[0-9]+")))));
        }

        private String variable() {
            return name.toString().toUpperCase(Locale.ROOT).replace('.', '_');
        }
    }

    private final Map<ConfigurationPropertyName, Known> known = new LinkedHashMap<>();

    private KnownProperties() {}

    /** Reads the metadata that this loader finds, in every jar. */
    static KnownProperties on(ClassLoader classpath) {
        KnownProperties found = new KnownProperties();
        try {
            for (String file : FILES) {
                for (URL url : Collections.list(classpath.getResources(file))) {
                    found.read(url);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    Collection<Known> all() {
        return known.values();
    }

    /** The names in alphabetical order. */
    List<String> names() {
        return known.keySet().stream()
                .map(ConfigurationPropertyName::toString)
                .sorted()
                .toList();
    }

    /** Whether this is one of the properties, an element of a list, or inside a map. */
    boolean contains(ConfigurationPropertyName written) {
        return known.containsKey(written) || known.values().stream().anyMatch(property -> property.covers(written));
    }

    /** Whether this environment variable sets one of the properties. */
    boolean containsVariable(String variable) {
        return known.values().stream().anyMatch(property -> property.coversVariable(variable));
    }

    private void read(URL url) throws IOException {
        String text;
        try (InputStream in = url.openStream()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (text.contains("\"" + ROOT + ".")) {
            for (JsonNode property : JSON.readTree(text).path("properties")) {
                add(property);
            }
        }
    }

    private void add(JsonNode property) {
        ConfigurationPropertyName name =
                ConfigurationPropertyName.ofIfValid(property.path("name").asString(""));
        if (name != null && ROOT.isAncestorOf(name)) {
            String type = property.path("type").asString("java.lang.String");
            known.put(name, new Known(name, type, usual(property.path("defaultValue"))));
        }
    }

    /** A list is an array there, or the text of one. */
    private static Optional<String> usual(JsonNode value) {
        List<String> parts = new ArrayList<>();
        (value.isArray() ? value.values() : List.of(value)).forEach(part -> parts.add(part.asString("")));
        return Optional.of(String.join(",", parts).replaceAll("[\\[\\] ]", "")).filter(text -> !text.isEmpty());
    }
}
