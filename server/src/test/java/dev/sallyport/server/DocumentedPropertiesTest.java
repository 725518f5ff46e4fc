package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows of a property, what docs/configuration.md says of it, and what the code does are one thing. */
class DocumentedPropertiesTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9.-]+)` \\| (.*?) \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("(?<!dev\\.)\\bsallyport(\\.[a-z-]+)+");
    private static final Pattern ONLY_CODE = Pattern.compile("`[^`]+`");

    private record Row(String property, String usual, String meaning) {}

    private final Map<String, JsonNode> properties = properties();
    private final List<Row> rows = rows();

    @Test
    void everyPropertyHasExactlyOneRowAndEveryRowAProperty() {
        assertThat(rows)
                .extracting(Row::property)
                .filteredOn(name -> name.startsWith("sallyport."))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(properties.keySet());
    }

    @TestFactory
    List<DynamicTest> everyPropertyIsDescribedAndItsDefaultIsTheOneInTheTable() {
        return rows.stream()
                .filter(row -> properties.containsKey(row.property()))
                .map(row -> DynamicTest.dynamicTest(row.property(), () -> assertAgrees(row)))
                .toList();
    }

    @Test
    void whatTheServerSetsItselfIsTheDefaultInTheTable() throws IOException {
        Properties own = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
            own.load(in);
        }
        assertThat(rows)
                .filteredOn(row -> !row.property().startsWith("sallyport."))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.usual()).isEqualTo("`" + own.getProperty(row.property()) + "`"));
    }

    @Test
    void editorsAreOfferedTheChoicesOfRealProperties() {
        List<String> hinted = metadata().stream()
                .flatMap(file -> file.path("hints").valueStream())
                .map(hint -> hint.path("name").asString())
                .filter(name -> name.startsWith("sallyport."))
                .toList();

        assertThat(properties.keySet())
                .containsAll(hinted)
                .satisfies(all -> assertThat(hinted)
                        .contains(
                                "sallyport.transports",
                                "sallyport.access-token.format",
                                "sallyport.access-token.algorithm",
                                "sallyport.cookie.same-site",
                                "sallyport.keys.source",
                                "sallyport.store.type"));
    }

    @TestFactory
    List<DynamicTest> whatTellsPeopleToSetAPropertyNamesOneThatThereIs() {
        return List.of(
                        "../spring/src/main/java/dev/sallyport/spring/property/StarterWording.java",
                        "../spring/src/main/java/dev/sallyport/spring/property/ConfigWarnings.java",
                        "../spring/src/main/resources/dev/sallyport/spring/doctor/doctor.js",
                        "../spring/src/main/resources/dev/sallyport/spring/doctor/doctor.html")
                .stream()
                .map(file -> DynamicTest.dynamicTest(
                        file,
                        () -> assertThat(NAME.matcher(text(Path.of(file))).results())
                                .extracting(MatchResult::group)
                                .isNotEmpty()
                                .isSubsetOf(properties.keySet())))
                .toList();
    }

    private void assertAgrees(Row row) {
        JsonNode property = properties.get(row.property());
        assertThat(property.path("description").asString("").split(" "))
                .as("words that an editor shows")
                .hasSizeGreaterThan(2);
        String usual = usual(property);
        if (usual.isEmpty()) {
            assertThat(row.usual())
                    .as("words that say what happens without")
                    .isNotBlank()
                    .doesNotMatch(ONLY_CODE);
        } else {
            assertThat(row.usual()).isEqualTo("`" + usual + "`");
        }
    }

    /** As one writes it in one line; the processor renders a list of several as {@code [a, b]}. */
    private static String usual(JsonNode property) {
        JsonNode value = property.path("defaultValue");
        String text = value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString("");
        return text.replaceAll("[\\[\\] ]", "");
    }

    private static List<Row> rows() {
        return ROW.matcher(text(Path.of("../docs/configuration.md")))
                .results()
                .map((MatchResult row) -> new Row(row.group(1), row.group(2), row.group(3)))
                .toList();
    }

    private static Map<String, JsonNode> properties() {
        Map<String, JsonNode> found = new TreeMap<>();
        metadata().stream()
                .flatMap(file -> file.path("properties").valueStream())
                .filter(property -> property.path("name").asString().startsWith("sallyport."))
                .forEach(property -> found.put(property.path("name").asString(), property));
        return found;
    }

    private static List<JsonNode> metadata() {
        List<JsonNode> files = new ArrayList<>();
        try {
            for (URL url : Collections.list(DocumentedPropertiesTest.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"))) {
                try (InputStream in = url.openStream()) {
                    files.add(JsonMapper.shared().readTree(in));
                }
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
