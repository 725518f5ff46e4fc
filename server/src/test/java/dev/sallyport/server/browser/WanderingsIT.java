package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.Crossing.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to the tabs of one person, nobody is signed out who did not ask for it, but for the one case that the
 * server cannot tell from theft: the answer to a refresh was lost, and the browser came back after the grace.
 */
@Tag("alone")
class WanderingsIT {

    private static final int RUNS = Integer.getInteger("long.runs", 10);
    private static final long SEED = Long.getLong("seed", System.currentTimeMillis());
    /** They sleep most of the time. */
    private static final int BROWSERS_OF_A_KIND = RUNS > 40 ? 2 : 1;

    private static final long GRACE_NANOS = Wandering.GRACE.toNanos();

    /** What became of runs. */
    private static final class Tally {
        private int runs;
        private int happenings;
        private int refreshes;
        private int repeats;
        private int longestRow;
        private int signedOut;
        private int stolen;
        private final List<String> unexpected = new ArrayList<>();

        private void add(Tally other) {
            runs += other.runs;
            happenings += other.happenings;
            refreshes += other.refreshes;
            repeats += other.repeats;
            longestRow = Math.max(longestRow, other.longestRow);
            signedOut += other.signedOut;
            stolen += other.stolen;
            unexpected.addAll(other.unexpected);
        }

        @Override
        public String toString() {
            return "%d runs, %d happenings, %d refreshes, %d of them repeated, at most %d rotations in a row; signed out as asked %d, "
                            .formatted(runs, happenings, refreshes, repeats, longestRow, signedOut)
                    + "taken for theft after a lost answer %d, unexpectedly %d".formatted(stolen, unexpected.size());
        }
    }

    @Test
    void nobodyIsSignedOutWhoDidNotAskForIt() throws Exception {
        System.out.printf("%d runs, SEED=%d%n", RUNS, SEED);
        int browsers = Engine.values().length * BROWSERS_OF_A_KIND;
        ExecutorService atOnce = Executors.newFixedThreadPool(browsers);
        List<Future<Tally>> tallies = new ArrayList<>();
        for (int browser = 0; browser < browsers; browser++) {
            Engine engine = Engine.values()[browser % Engine.values().length];
            long[] seeds = LongStream.iterate(SEED + browser, seed -> seed < SEED + RUNS, seed -> seed + browsers)
                    .toArray();
            tallies.add(atOnce.submit(() -> wander(engine, seeds)));
        }
        atOnce.shutdown();
        Tally all = new Tally();
        for (Future<Tally> tally : tallies) {
            all.add(tally.get());
        }
        System.out.println(all);
        assertThat(all.unexpected).isEmpty();
    }

    private static Tally wander(Engine engine, long... seeds) throws Exception {
        Tally tally = new Tally();
        List<String> options = List.of(
                "--sallyport.access-token.lifetime=" + Wandering.LIFETIME.toSeconds() + "s",
                "--sallyport.refresh-token.grace=" + Wandering.GRACE.toSeconds() + "s");
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = engine.launch(playwright);
                RunningServer server = new RunningServer(options);
                FlakyLine line = TabsTest.lineTo(server)) {
            for (long seed : seeds) {
                try (BrowserContext context = browser.newContext()) {
                    judge(
                            tally,
                            engine + " SEED=" + seed,
                            new Wandering(new Random(seed), context, line, server),
                            line);
                }
            }
        }
        System.out.println(engine + ": " + tally);
        return tally;
    }

    private static void judge(Tally tally, String name, Wandering wandering, FlakyLine line) {
        int before = line.crossings().size();
        List<String> outcomes;
        try {
            wandering.live();
            outcomes = wandering.outcomes();
        } catch (RuntimeException fault) {
            outcomes = List.of(fault.toString());
        }
        List<Crossing> refreshes = line.crossings().stream()
                .skip(before)
                .filter(crossing -> crossing.is(REFRESH))
                .toList();
        boolean stolen = refreshes.stream().anyMatch(refused -> cameTooLate(refused, refreshes));
        tally.runs += 1;
        tally.happenings += wandering.story().size();
        tally.refreshes +=
                (int) refreshes.stream().filter(it -> it.status() == 200).count();
        tally.repeats +=
                (int) refreshes.stream().filter(it -> repeats(it, refreshes)).count();
        tally.longestRow = Math.max(tally.longestRow, longestRow(refreshes));
        tally.signedOut += wandering.signedOut() ? 1 : 0;
        tally.stolen += stolen ? 1 : 0;
        // Tabs that were closed amid all this and opened anew have heard of no end.
        String fine = wandering.signedOut() || stolen ? "401 \\[(\\w+( here)?)?\\] out" : "200 \\[\\] in";
        if (!outcomes.stream().allMatch(outcome -> outcome.matches(fine))) {
            String told = name + " " + wandering.story() + " ended in " + outcomes + " after " + statuses(refreshes);
            System.out.println(told);
            tally.unexpected.add(told);
        }
    }

    private static List<String> statuses(List<Crossing> refreshes) {
        return refreshes.stream()
                .map(it -> it.status() + (it.delivered() ? "" : " lost"))
                .toList();
    }

    /** Refused for a token whose successor no browser was given, and only once the grace was over. */
    private static boolean cameTooLate(Crossing refused, List<Crossing> all) {
        List<Crossing> spent = all.stream()
                .filter(it -> it.status() == 200 && it.presented().equals(refused.presented()))
                .toList();
        return refused.status() == 401
                && !spent.isEmpty()
                && spent.stream().noneMatch(Crossing::delivered)
                && refused.answeredAt() - spent.get(0).enteredAt() > GRACE_NANOS;
    }

    /** How many tokens one after the other were brought again after they had been replaced, at most. */
    private static int longestRow(List<Crossing> refreshes) {
        Map<String, Long> answers = refreshes.stream()
                .filter(it -> it.status() == 200)
                .collect(Collectors.groupingBy(
                        it -> it.presented().orElse(""), LinkedHashMap::new, Collectors.counting()));
        int longest = 0;
        int row = 0;
        for (long times : answers.values()) {
            row = times > 1 ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return longest;
    }

    private static boolean repeats(Crossing crossing, List<Crossing> all) {
        return crossing.status() == 200
                && all.stream()
                        .anyMatch(it -> it.status() == 200
                                && it.answeredAt() < crossing.answeredAt()
                                && it.presented().equals(crossing.presented()));
    }
}
