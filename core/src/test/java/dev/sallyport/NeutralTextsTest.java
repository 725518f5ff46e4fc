package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Somebody who embeds the core by itself sets no property and knows no starter. */
class NeutralTextsTest {

    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
    private static final Pattern OF_THE_STARTER =
            Pattern.compile("(?<!dev\\.)\\bsallyport\\.[a-z]|SALLYPORT_|\\bspring\\b|SignInThrottle");

    @Test
    void no_text_of_the_core_names_a_property_a_variable_or_a_class_of_the_starter() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(sources)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(file -> assertThat(LITERAL.matcher(Files.readString(file))
                                    .results()
                                    .map(MatchResult::group))
                            .noneMatch(OF_THE_STARTER.asPredicate()));
        }
    }
}
