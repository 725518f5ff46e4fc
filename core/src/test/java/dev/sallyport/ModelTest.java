package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.History.Difference;
import dev.sallyport.History.Step;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.session.jdbc.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories beside a reference model. {@code -Dlong.runs=100000} asks for more, {@code -Dseed=} for others; the history
 * that differs is printed with the seed that gives it alone, cut down to the steps that it takes.
 */
@Tag("slow")
class ModelTest {

    private static final int RUNS = Integer.getInteger("long.runs", 2_000);
    private static final long SEED = Long.getLong("seed", 1);
    private static final int STEPS = 40;

    @TempDir
    private Path directory;

    @Test
    void rule20_the_gate_does_what_the_model_says_with_sessions_in_memory() {
        compare("in memory", InMemorySessionStore::new);
    }

    @Test
    void rule20_the_gate_does_what_the_model_says_on_sqlite() {
        try (TestDatabase database = TestDatabase.fleetingSqlite(directory)) {
            SessionStore store = new JdbcSessionStore(database.node());
            compare("on SQLite", () -> store);
        }
    }

    @FunctionalInterface
    private interface Stores {
        SessionStore next();
    }

    private static void compare(String where, Stores stores) {
        int rotations = 0;
        int ended = 0;
        int longestRow = 0;
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Random random = new Random(seed);
            ConfigDraft rules = rules(random);
            List<Step> steps = IntStream.range(0, 1 + random.nextInt(STEPS))
                    .mapToObj(i -> Step.random(random))
                    .toList();
            SessionStore store = stores.next();
            History history = new History(rules, store);
            Optional<Difference> difference = difference(history, steps);
            String replay = "-Dlong.runs=1 -Dseed=" + seed + ": ";
            assertThat(difference)
                    .as(() -> replay + shortest(rules, stores, steps))
                    .isEmpty();
            // Or each gate would begin by learning what ended in all the histories before it.
            store.purge(Gate.START.plus(Duration.ofDays(1_000)), 1);
            rotations += history.model().rotations();
            ended += history.model().isEnded() ? 1 : 0;
            longestRow = Math.max(longestRow, history.model().longestRow());
        }
        System.out.printf(
                "%,d histories %s from seed %d: %,d rotations, at most %d in a row repeated, %,d sessions ended, 0 differences%n",
                RUNS, where, SEED, rotations, longestRow, ended);
        assertThat(rotations).isGreaterThan(RUNS);
        assertThat(ended).isBetween(RUNS / 10, RUNS);
    }

    private static ConfigDraft rules(Random random) {
        ConfigDraft rules = new ConfigDraft();
        rules.grace = Duration.ofSeconds(List.of(0, 30, 300).get(random.nextInt(3)));
        rules.idle = random.nextBoolean() ? Optional.of(Duration.ofHours(1)) : Optional.empty();
        return rules;
    }

    private static Optional<Difference> difference(History history, List<Step> steps) {
        try {
            history.live(steps);
            return Optional.empty();
        } catch (Difference difference) {
            return Optional.of(difference);
        }
    }

    /** Leaves out one step after another as long as there is a difference without it. */
    private static String shortest(ConfigDraft rules, Stores stores, List<Step> steps) {
        List<Step> left = new ArrayList<>(steps);
        for (int i = left.size() - 1; i >= 0; i--) {
            Step step = left.remove(i);
            if (difference(new History(rules, stores.next()), left).isEmpty()) {
                left.add(i, step);
            }
        }
        String what = difference(new History(rules, stores.next()), left)
                .orElseThrow()
                .getMessage();
        return what + "; grace " + rules.grace + ", idle " + rules.idle + ", " + left;
    }
}
