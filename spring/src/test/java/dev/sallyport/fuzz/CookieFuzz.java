package dev.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Cookies;
import java.util.Arrays;
import java.util.List;

/** The Cookie header against a reader that is slow and obvious. */
public final class CookieFuzz {

    static final List<String> SEEDS = List.of(
            "access=a; refresh=b",
            "a=b;access=c;;access=d",
            " access = x ; refresh",
            "access=\"quoted\"; refresh=\"",
            "access==; =access; access",
            "access=1\nrefresh=2",
            "accessx=1; xaccess=2; Access=3");

    private static final List<String> NAMES = List.of("access", "refresh");

    private CookieFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = List.of(Fuzzing.text(input).split("\n", -1));
        Cookies cookies = Cookies.read(lines, NAMES);
        List<List<String>> values =
                NAMES.stream().map(name -> values(lines, name)).toList();
        boolean twice = values.stream().anyMatch(of -> of.size() > 1);
        assertThat(cookies.duplicate() != null).isEqualTo(twice);
        for (int i = 0; !twice && i < NAMES.size(); i++) {
            List<String> of = values.get(i);
            String expected = of.isEmpty() || of.get(0).isEmpty() ? null : of.get(0);
            assertThat(cookies.value(NAMES.get(i))).isEqualTo(expected);
        }
    }

    private static List<String> values(List<String> lines, String name) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(CookieFuzz::stripped)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> unquoted(withoutTrailing(pair.substring(name.length() + 1))))
                .toList();
    }

    private static String stripped(String text) {
        return withoutTrailing(text.replaceAll("^[ \\t]+", ""));
    }

    private static String withoutTrailing(String text) {
        return text.replaceAll("[ \\t]+\\z", "");
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
