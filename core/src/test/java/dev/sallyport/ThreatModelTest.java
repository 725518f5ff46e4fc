package dev.sallyport;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/threat-model.md promises a class and a test for each requirement; a promise that points nowhere is worth nothing. */
class ThreatModelTest {

    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

    /** Those of passwords, pages and events are tested by what they come to. */
    private static final Set<Integer> WITHOUT_A_RULES_TEST = Set.of(22, 23, 28, 29);

    @Test
    void everyClassAndTestThatTheTableNamesExists() throws IOException {
        Set<String> named = rows().flatMap(
                        row -> Stream.of(row.split("\\|", -1)).skip(3))
                .flatMap(cell -> CLASS_NAME.matcher(cell).results())
                .map(name -> name.group(1))
                .collect(toSet());

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(classes()).containsAll(named);
    }

    @Test
    void everyRulesRowNamesATestThatNamesTheRule() throws IOException {
        Map<String, String> tests = tests();
        for (int rule : IntStream.rangeClosed(1, 35)
                .filter(rule -> !WITHOUT_A_RULES_TEST.contains(rule))
                .toArray()) {
            String start = "| " + rule + " |";
            List<String> named = rows().filter(row -> row.startsWith(start))
                    .flatMap(row -> CLASS_NAME.matcher(row).results())
                    .map(name -> name.group(1))
                    .toList();
            Pattern method = Pattern.compile("void rule(\\d+_|and_)*" + rule + "_\\w+\\(");

            assertThat(named)
                    .as("rule %d", rule)
                    .anyMatch(
                            name -> method.matcher(tests.getOrDefault(name, "")).find());
        }
    }

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(Path.of("../docs/threat-model.md")).stream().filter(line -> line.startsWith("| "));
    }

    /** The sources of all tests by the names of their classes. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("core", "spring", "server")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }

    private static Set<String> classes() throws IOException {
        Set<String> names = new HashSet<>();
        for (String module : List.of("core", "spring", "server")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(names::add);
            }
        }
        return names;
    }
}
