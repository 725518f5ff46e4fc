package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.LargeStore.Times;
import dev.sallyport.session.jdbc.Crowd;
import dev.sallyport.session.jdbc.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many sessions beside a thousand: {@code make million} shows what they cost. SQLite does not wait for the disk here, or the
 * wait would hide every difference. What holds whatever the machine does is in QueryPlansTest.
 */
@EnabledIfSystemProperty(named = "long.runs", matches = "\\d+")
class LargeStoreTest {

    private static final int MANY = Integer.getInteger("long.runs", 0);
    private static final int FEW = 1_000;
    private static final int REQUESTS = 5_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void refresh_and_admit_are_as_fast_and_the_heap_as_small_with_many_sessions_as_with_few(String kind)
            throws Exception {
        try (TestDatabase small = database(kind, "few");
                TestDatabase large = database(kind, "many")) {
            LargeStore.filled(small.node(), FEW);
            long heap = usedHeap();
            LargeStore few = LargeStore.filled(small.node(), FEW);
            long heapWithFew = usedHeap();
            LargeStore many = LargeStore.filled(large.node(), MANY);
            many.gate().restart();
            long heapWithMany = usedHeap();
            Consumer<Browser> refresh =
                    browser -> assertThat(browser.refresh().status()).isEqualTo(200);
            Consumer<Browser> admit = browser ->
                    assertThat(Browser.outcome(browser.postProfile())).isEqualTo("admitted");
            show(kind, "warm-up", LargeStore.alternating(few, many, REQUESTS, refresh));
            show(kind, "refresh", LargeStore.alternating(few, many, REQUESTS, refresh));
            LargeStore.alternating(few, many, 10 * REQUESTS, admit);
            show(kind, "admit", LargeStore.alternating(few, many, 10 * REQUESTS, admit));
            System.out.printf(
                    "%s: heap in use grew by %,d KB for a gate, its pool and 1,000 browsers with %,d sessions, by %,d KB with %,d; %,d bytes a session at rest%n",
                    kind,
                    heapWithFew - heap >> 10,
                    2 * FEW,
                    heapWithMany - heapWithFew >> 10,
                    MANY,
                    Crowd.bytesEach(large.node()));
        }
    }

    private static void show(String kind, String what, List<Times> times) {
        double ratio = times.get(1).median() / times.get(0).median();
        System.out.printf("%s, %s: with %,d sessions %s%n", kind, what, FEW, times.get(0));
        System.out.printf(
                "%s, %s: with %,d sessions %s; ratio of medians %.2f%n", kind, what, MANY, times.get(1), ratio);
        // Far above what noise does: a plan that reads the table is slower a hundred times.
        assertThat(ratio).isLessThan(3);
    }

    private TestDatabase database(String kind, String name) throws Exception {
        return kind.equals("sqlite")
                ? TestDatabase.fleetingSqlite(Files.createDirectory(directory.resolve(name)))
                : TestDatabase.postgresNamed(name);
    }

    private static long usedHeap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
