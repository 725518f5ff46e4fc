package dev.sallyport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code make origins} runs it long and shows the figures. */
class TrustedOriginsAtLargeTest {

    private static final int RUNS = Integer.getInteger("long.runs", 50_000);

    private final TrustedOrigins trusted = TrustedOrigins.of(
            OriginGenerator.ENTRIES.stream().map(Origin::parse).toList(),
            OriginGenerator.PATTERNS.stream().map(OriginPattern::compile).toList());
    private final ReferenceOrigins reference = new ReferenceOrigins(OriginGenerator.ENTRIES, OriginGenerator.PATTERNS);

    @Test
    void rule12_decides_as_the_reference_does() {
        long seed = Long.getLong("seed", System.nanoTime());
        OriginGenerator origins = new OriginGenerator(seed);
        List<String> falselyAccepted = new ArrayList<>();
        List<String> falselyRefused = new ArrayList<>();
        int accepted = 0;
        for (int run = 0; run < RUNS; run++) {
            String origin = origins.next();
            boolean isTrusted = trusted.contains(origin);
            accepted += isTrusted ? 1 : 0;
            if (isTrusted != reference.trusts(origin)) {
                (isTrusted ? falselyAccepted : falselyRefused).add(origin);
            }
        }

        System.out.printf(
                "origins: %,d generated (seed %d), %,d trusted (%.1f %%), %d false accepts, %d false refusals%n",
                RUNS, seed, accepted, 100.0 * accepted / RUNS, falselyAccepted.size(), falselyRefused.size());
        assertThat(falselyAccepted)
                .as("trusted though they should not be, seed %d", seed)
                .isEmpty();
        assertThat(falselyRefused)
                .as("refused though they should not be, seed %d", seed)
                .isEmpty();
        assertThat(accepted).as("enough of both kinds").isBetween(RUNS / 20, RUNS / 2);
    }

    @Test
    void these_patterns_are_ones_that_may_be_configured() {
        OriginLinter linter = new OriginLinter(
                Optional.of("https://app.example.com"), false, "sallyport.cors.allowed-origin-patterns");

        assertThat(OriginGenerator.PATTERNS)
                .allSatisfy(pattern ->
                        assertThat(linter.problemWithPattern(pattern)).isEmpty());
    }
}
