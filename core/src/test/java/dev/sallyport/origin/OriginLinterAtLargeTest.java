package dev.sallyport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

/** Whatever a person may write: a pattern that is let through matches no origin of a stranger's. */
class OriginLinterAtLargeTest {

    private static final int RUNS = Integer.getInteger("long.runs", 20_000);

    /** None spells "evil", so nothing but a wildcard can match it. */
    private static final List<String> PIECES = List.of(
            "example",
            "com",
            "localhost",
            "uk",
            "co",
            "test",
            "\\.",
            "\\.",
            "\\.example\\.com",
            "\\.com",
            ".",
            ":",
            "(",
            ")",
            "|",
            "?",
            "*",
            "+",
            "{2}",
            "{0,3}",
            "^",
            "$",
            ".*",
            "[a-z]+",
            "[a-z0-9-]+",
            "[^/]*",
            "[.]",
            "[:a-z]",
            "\\w*",
            ":[0-9]+",
            "(:\\d+)?",
            "([a-z]+\\.)?",
            "(?:[a-z]+\\.)*",
            "https://",
            "/",
            "-",
            "@");

    private static final List<String> HOSTS = List.of(
            "evil.test",
            "evil.com",
            "a.evil.com",
            "example.com.evil.test",
            "example.com.evil.com",
            "evilexample.com",
            "www.evilexample.com",
            "xevil-example.com",
            "exampleevil.com",
            "example.comevil",
            "example.com.evil",
            "evil.co.uk",
            "evillocalhost",
            "localhost.evil",
            "localhost.evil.com",
            "evil",
            "com.evil",
            "evil.localhost.com.evil");

    @Test
    void rule12_no_pattern_that_is_taken_admits_a_stranger() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        OriginLinter linter = new OriginLinter(Optional.empty(), false, "sallyport.cors.allowed-origin-patterns");
        List<String> strangers = strangers();
        int taken = 0;
        for (int run = 0; run < RUNS; run++) {
            String text = pattern(random);
            if (linter.problemWithPattern(text).isEmpty()) {
                taken++;
                Pattern pattern = Pattern.compile(text);
                assertThat(strangers)
                        .as("%s, seed %d", text, seed)
                        .noneMatch(stranger -> pattern.matcher(stranger).matches());
            }
        }

        System.out.printf("patterns: %,d generated (seed %d), %,d taken, no stranger admitted%n", RUNS, seed, taken);
        assertThat(taken).as("enough that are taken").isGreaterThan(RUNS / 100);
    }

    private static List<String> strangers() {
        List<String> all = new ArrayList<>();
        for (String scheme : List.of("https://", "http://")) {
            for (String host : HOSTS) {
                for (String port : List.of("", ":1337", ":8443")) {
                    all.add(scheme + host + port);
                }
            }
        }
        return all;
    }

    private static String pattern(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "https://");
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        text.append(random.nextInt(2) == 0 ? "example\\.com" : "");
        return isPattern(text.toString()) ? text.toString() : pattern(random);
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException broken) {
            return false;
        }
    }
}
