package dev.sallyport.spring.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application that the README and docs/spring-boot.md show is an example, which is compiled, tested and driven through a browser. */
class ReadmeTest {

    private static final Path EXAMPLE = Path.of("../examples/spring-smallest");
    private static final String SHOP = "src/main/java/com/example/shop/Shop.java";

    @Test
    void theReadmeShowsTheExample() throws IOException {
        assertThat(Files.readString(EXAMPLE.resolve(SHOP))).endsWith(block("../README.md", "```java\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SHOP, "src/main/resources/static/index.html", "src/main/resources/static/page.js"})
    void soDoesTheGuide(String file) throws IOException {
        assertThat(block("../docs/spring-boot.md", "`" + file + "`\n\n```\\w+\n"))
                .isEqualTo(Files.readString(EXAMPLE.resolve(file)));
    }

    /** The first block of code that begins like this. */
    private static String block(String document, String beginning) throws IOException {
        Matcher shown =
                Pattern.compile(beginning + "(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of(document)));
        assertThat(shown.find()).as("%s has no %s", document, beginning).isTrue();
        return shown.group(1);
    }
}
