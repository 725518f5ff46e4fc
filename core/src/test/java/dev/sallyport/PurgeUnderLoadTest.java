package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.LargeStore.Times;
import dev.sallyport.session.jdbc.Crowd;
import dev.sallyport.session.jdbc.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three of ten sessions are forgotten, on the databases as they run in earnest, while browsers refresh.
 * {@code -Dlong.runs=1000000} has more of them and shows how long the others wait.
 */
@Tag("slow")
class PurgeUnderLoadTest {

    private static final int SESSIONS = Integer.getInteger("long.runs", 20_000);
    private static final int REFRESHES = Math.min(5_000, SESSIONS / 20);

    /** As the starter's clockwork has it. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} with {1} nodes that purge")
    @CsvSource({"sqlite, 1", "postgres, 2"})
    void while_old_sessions_are_forgotten_the_others_are_refreshed(String kind, int nodes) throws Exception {
        try (TestDatabase database =
                kind.equals("sqlite") ? TestDatabase.sqlite(directory) : TestDatabase.postgresNamed("many")) {
            DataSource node = database.node();
            LargeStore crowd = LargeStore.filled(node, SESSIONS);
            long[] before = Crowd.overAndAll(node, Gate.START);
            AtomicInteger left = new AtomicInteger(REFRESHES);
            Times alone = refreshes(crowd, () -> left.getAndDecrement() > 0);
            List<CompletableFuture<Integer>> purges = Stream.generate(crowd.gate()::anotherNode)
                    .limit(nodes)
                    .map(gate -> CompletableFuture.supplyAsync(() -> purge(gate)))
                    .toList();
            long began = System.nanoTime();
            Times meanwhile = refreshes(crowd, () -> !purges.stream().allMatch(CompletableFuture::isDone));
            double seconds = (System.nanoTime() - began) / 1e9;

            System.out.printf("%s, %,d sessions: a refresh takes %s%n", kind, before[1], alone);
            System.out.printf(
                    "%s, %d node(s) purge %,d of them in %,d steps and %.0f s; meanwhile a refresh takes %s%n",
                    kind,
                    nodes,
                    before[0],
                    purges.stream().mapToInt(CompletableFuture::join).sum(),
                    seconds,
                    meanwhile);
            assertThat(before[0]).isEqualTo(3L * SESSIONS / 10);
            assertThat(Crowd.overAndAll(node, Gate.START)).containsExactly(0, before[1] - before[0]);
        }
    }

    private static Times refreshes(LargeStore crowd, BooleanSupplier goOn) {
        Random lot = new Random(1);
        LongStream.Builder nanos = LongStream.builder();
        while (goOn.getAsBoolean()) {
            nanos.add(crowd.time(
                    lot, browser -> assertThat(browser.refresh().status()).isEqualTo(200)));
        }
        return Times.of(nanos.build().toArray());
    }

    private static int purge(Gate gate) {
        int steps = 1;
        while (gate.sallyport().purge()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            steps++;
        }
        return steps;
    }
}
