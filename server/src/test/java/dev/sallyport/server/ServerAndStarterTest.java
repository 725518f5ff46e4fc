package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;

/** docs/server-and-starter.md has all that the server configures, and nothing that it does not. */
class ServerAndStarterTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Za-z0-9.-]+)` \\| (.+?) \\| (.+?) \\|$", Pattern.MULTILINE);

    @Test
    void whatTheServerConfiguresHasARowEach() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("../docs/server-and-starter.md")))
                .results()
                .toList();

        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(properties(), components()).toList());
    }

    private Stream<String> properties() throws IOException {
        Properties own = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
            own.load(in);
        }
        return own.stringPropertyNames().stream();
    }

    /** Not of the demo, which is an application's own. */
    private static Stream<String> components() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.sallyport.server")
                        .stream()
                        .filter(type -> type.getPackageName().equals("dev.sallyport.server"))
                        .filter(type -> type.isMetaAnnotatedWith(Component.class))
                        .filter(type -> !type.isEquivalentTo(SallyportServer.class))
                        .map(type -> type.getSimpleName());
    }
}
