package dev.sallyport.spring.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {

    private static final Pattern USED = Pattern.compile("var\\((--[\\w-]+)\\)");
    private static final Pattern DEFINED = Pattern.compile("(--[\\w-]+):");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{3,8}\\b|rgb\\(|hsl\\(");

    @ParameterizedTest
    @ValueSource(strings = {"doctor/doctor.css", "social/social.css"})
    void aStyleSheetTakesItsColoursFromThePalette(String name) {
        String served = PageFiles.read(name).text();
        String own = served.substring(served.indexOf("*::before"));
        assertThat(found(COLOUR, own)).isEmpty();
        assertThat(found(USED, own)).isNotEmpty().isSubsetOf(found(DEFINED, served));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.groupCount() == 0 ? match.group() : match.group(1))
                .toList();
    }
}
