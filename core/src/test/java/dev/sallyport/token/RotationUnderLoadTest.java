package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.Algorithm;
import dev.sallyport.key.CurrentKeys;
import dev.sallyport.key.GeneratedKeys;
import dev.sallyport.key.InMemoryKeyTable;
import dev.sallyport.key.KeySchedule;
import dev.sallyport.key.KeyTable;
import dev.sallyport.token.AccessTokens.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nodes that sign and verify while keys are rotated under them. {@code -Dlong.runs=1000000} asks for more verifications. */
class RotationUnderLoadTest {

    private static final int RUNS = Integer.getInteger("long.runs", 50_000);
    private static final int ROTATIONS = 10;

    /** Long enough for the first keys to be forgotten before the last is made. */
    private static final int MINUTES_BETWEEN = 180;

    private static final int MINUTES = ROTATIONS * MINUTES_BETWEEN + 9;
    private static final int VERIFIERS = 4;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final AccessTokens.Settings SETTINGS =
            new AccessTokens.Settings("issuer", "audience", Duration.ofMinutes(5), Duration.ZERO);

    private record Signed(String text, Instant at) {}

    private final AtomicLong seconds = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicIntegerArray verified = new AtomicIntegerArray(VERIFIERS);
    private final BlockingQueue<Signed> tokens = new ArrayBlockingQueue<>(100);

    /** Two nodes with one table; time runs from minute to minute, and every three hours somebody rotates. */
    @Test
    void while_keys_rotate_threads_on_two_nodes_sign_and_verify_and_nothing_is_refused() throws Exception {
        KeyTable table = new InMemoryKeyTable();
        List<CurrentKeys> nodes = List.of(node(table), node(table));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> signers = nodes.stream()
                    .<Future<?>>map(node -> threads.submit(sign(node)))
                    .toList();
            List<Future<?>> verifiers = IntStream.range(0, VERIFIERS)
                    .<Future<?>>mapToObj(i -> threads.submit(verify(i, nodes.get(i % 2))))
                    .toList();
            rotate(nodes, verifiers);
            over.set(true);
            for (Future<?> each :
                    Stream.concat(signers.stream(), verifiers.stream()).toList()) {
                each.get();
            }
        } finally {
            over.set(true);
            threads.shutdown();
        }
        int sum = IntStream.range(0, VERIFIERS).map(verified::get).sum();
        System.out.printf(
                "%,d verifications by %d threads on 2 nodes while keys were rotated %d times: 0 failures%n",
                sum, VERIFIERS, ROTATIONS);
        assertThat(sum).isGreaterThanOrEqualTo(RUNS);
        assertThat(table.rows())
                .extracting(KeyTable.Row::generation)
                .contains(ROTATIONS + 1)
                .doesNotContain(1);
    }

    private void rotate(List<CurrentKeys> nodes, List<Future<?>> verifiers) throws InterruptedException {
        for (int minute = 1; minute <= MINUTES; minute++) {
            Instant now = START.plusSeconds(seconds.addAndGet(60));
            if (minute % MINUTES_BETWEEN == 0) {
                nodes.get(minute / MINUTES_BETWEEN % 2).rotate(now);
            }
            nodes.forEach(node -> node.reload(now));
            int share = (int) Math.ceil((double) RUNS * minute / MINUTES / VERIFIERS);
            // However slow one thread is, time does not run past the tokens that it holds.
            while (!IntStream.range(0, VERIFIERS)
                    .allMatch(i -> verified.get(i) >= share || verifiers.get(i).isDone())) {
                Thread.sleep(1);
            }
        }
    }

    private Callable<Boolean> sign(CurrentKeys keys) {
        AccessTokens issuer = new AccessTokens(keys::ring, SETTINGS);
        var subject = new AccessToken.Subject("user-1", "session-1", Optional.empty(), Set.of(), START, List.of("pwd"));
        return () -> {
            boolean taken = true;
            while (!over.get()) {
                Instant now = now();
                Instant end = SETTINGS.end(now, now.plus(Duration.ofDays(1)));
                taken = tokens.offer(new Signed(issuer.issue(subject, now, end), now), 100, TimeUnit.MILLISECONDS);
            }
            return taken;
        };
    }

    private Callable<Boolean> verify(int thread, CurrentKeys keys) {
        AccessTokens verifier = new AccessTokens(keys::ring, SETTINGS);
        return () -> {
            while (!over.get()) {
                Signed next = tokens.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    Instant latest = next.at().plusSeconds(299);
                    Instant now = now();
                    assertThat(verifier.verify(next.text(), now.isBefore(latest) ? now : latest)
                                    .validity())
                            .isEqualTo(Validity.VALID);
                    verified.incrementAndGet(thread);
                }
            }
            return true;
        };
    }

    private Instant now() {
        return START.plusSeconds(seconds.get());
    }

    private static CurrentKeys node(KeyTable table) {
        KeySchedule schedule = new KeySchedule(Algorithm.HS256, Duration.ofDays(30), SETTINGS.longestLife());
        return new CurrentKeys(GeneratedKeys.open(table, schedule, START), SETTINGS.longestLife(), START);
    }
}
