package dev.sallyport;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/threat-model.md promises a class and a test for each requirement; a promise that points nowhere is worth nothing. */
class ThreatModelTest {

    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

    @Test
    void everyClassAndTestThatTheTableNamesExists() throws IOException {
        Set<String> named = Files.readAllLines(Path.of("../docs/threat-model.md")).stream()
                .filter(line -> line.startsWith("| "))
                .flatMap(row -> Stream.of(row.split("\\|", -1)).skip(3))
                .flatMap(cell -> CLASS_NAME.matcher(cell).results())
                .map(name -> name.group(1))
                .collect(toSet());

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(classes()).containsAll(named);
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
