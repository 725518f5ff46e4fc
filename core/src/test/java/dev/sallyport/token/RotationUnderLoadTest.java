package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.token.AccessTokens.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RotationUnderLoadTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final AccessTokens.Settings SETTINGS =
            new AccessTokens.Settings("issuer", "audience", Duration.ofMinutes(5), Duration.ZERO);

    private record Signed(String text, Instant at) {}

    private final AtomicLong seconds = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Signed> tokens = new ConcurrentLinkedQueue<>();

    /** Two nodes with one table; time runs from minute to minute, and every few minutes somebody rotates. */
    @Test
    void while_keys_rotate_four_threads_sign_and_verify_and_nothing_is_refused() throws Exception {
        KeyTable table = new InMemoryKeyTable();
        CurrentKeys one = node(table);
        CurrentKeys other = node(table);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> work = new ArrayList<>();
            work.add(threads.submit(sign(one)));
            work.add(threads.submit(sign(other)));
            work.add(threads.submit(verify(one)));
            work.add(threads.submit(verify(other)));
            rotate(table, one, other);
            over.set(true);
            for (Future<Integer> each : work) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            over.set(true);
            threads.shutdown();
        }
        assertThat(table.rows()).hasSizeGreaterThan(3);
    }

    private void rotate(KeyTable table, CurrentKeys one, CurrentKeys other) throws InterruptedException {
        for (int minute = 1; minute <= 60; minute++) {
            Instant now = START.plusSeconds(seconds.addAndGet(60));
            if (minute % 10 == 0) {
                one.rotate(now);
            }
            one.reload(now);
            other.reload(now);
            Thread.sleep(20);
        }
    }

    private Callable<Integer> sign(CurrentKeys keys) {
        AccessTokens issuer = new AccessTokens(keys::ring, SETTINGS);
        return () -> {
            int signed = 0;
            while (!over.get()) {
                Instant now = now();
                var subject = new AccessToken.Subject(
                        "user-1", "session-1", Optional.empty(), Set.of(), START, List.of("pwd"));
                Instant end = SETTINGS.end(now, now.plus(Duration.ofDays(1)));
                tokens.add(new Signed(issuer.issue(subject, now, end), now));
                signed++;
                Thread.sleep(1);
            }
            return signed;
        };
    }

    private Callable<Integer> verify(CurrentKeys keys) {
        AccessTokens verifier = new AccessTokens(keys::ring, SETTINGS);
        return () -> {
            int verified = 0;
            while (!over.get()) {
                Signed next = tokens.poll();
                if (next != null) {
                    Instant latest = next.at().plusSeconds(299);
                    Instant now = now().isBefore(latest) ? now() : latest;
                    assertThat(verifier.verify(next.text(), now).finding()).isEqualTo(Finding.VALID);
                    verified++;
                }
            }
            return verified;
        };
    }

    private Instant now() {
        return START.plusSeconds(seconds.get());
    }

    private static CurrentKeys node(KeyTable table) {
        KeySchedule schedule = new KeySchedule(Algorithm.HS256, Duration.ofMinutes(15), SETTINGS.longestLife());
        return new CurrentKeys(GeneratedKeys.open(table, schedule, START), SETTINGS.longestLife(), START);
    }
}
