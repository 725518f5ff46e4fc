package dev.sallyport.social;

import static dev.sallyport.social.Scene.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a provider publishes: who asks for it, who waits, and what is remembered. */
@Timeout(60)
class CachedDocumentTest {

    private static final Duration KEPT = Duration.ofHours(12);

    private final SettableClock time = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CachedDocument.Source<String> source = () -> "first";
    private final CachedDocument<String> published = new CachedDocument<>("it", time, KEPT, () -> {
        asked.incrementAndGet();
        return source.fetch();
    });

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** A provider that answers when it is let. */
    private static final class Hanging implements CachedDocument.Source<String> {

        private final CountDownLatch there = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public String fetch() throws SocialException {
            there.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw SocialException.unavailable("interrupted");
            }
            return "late";
        }
    }

    @Test
    void it_is_asked_for_once_an_hour() throws SocialException {
        assertThat(published.get()).isEqualTo("first");
        source = () -> "second";
        time.advance(Duration.ofMinutes(59));
        assertThat(published.get()).isEqualTo("first");
        time.advance(Duration.ofMinutes(1));
        assertThat(published.get()).isEqualTo("second");
        assertThat(asked).hasValue(2);
    }

    @Test
    void rule34_one_asks_and_four_wait_and_all_others_are_told_at_once_to_come_again() throws Exception {
        Hanging hanging = new Hanging();
        source = hanging;
        var done = new ExecutorCompletionService<Object>(threads);
        for (int i = 0; i < 20; i++) {
            done.submit(this::outcome);
        }

        for (int i = 0; i < 15; i++) {
            assertThat(done.take().get()).isInstanceOfSatisfying(SocialException.class, refused -> {
                assertThat(refused).hasMessage("it: too many wait already");
                assertThat(refused.retryAfter()).contains(Duration.ofSeconds(2));
            });
        }
        hanging.released.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(done.take().get()).isEqualTo("late");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void while_one_asks_all_others_go_on_with_what_is_known() throws Exception {
        published.get();
        Hanging hanging = new Hanging();
        source = hanging;
        time.advance(Duration.ofHours(2));
        Future<Object> asking = threads.submit(this::outcome);
        hanging.there.await();

        for (int i = 0; i < 100; i++) {
            assertThat(published.get()).isEqualTo("first");
        }
        hanging.released.countDown();
        assertThat(asking.get()).isEqualTo("late");
        assertThat(published.get()).isEqualTo("late");
    }

    @Test
    void a_failure_is_remembered_twice_as_long_each_time_and_a_minute_at_most() {
        fail();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Duration wait = waitAfterFailure();
            assertThat(waitAfterFailure()).isEqualTo(wait);
            waits.add(wait.toSeconds());
            time.advance(wait);
        }

        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 60L, 60L, 60L);
        assertThat(asked).hasValue(7);
    }

    @Test
    void a_success_ends_the_failures_before_it() throws SocialException {
        fail();
        time.advance(waitAfterFailure());
        time.advance(waitAfterFailure());
        source = () -> "back";
        assertThat(published.get()).isEqualTo("back");

        time.advance(KEPT);
        fail();
        assertThat(waitAfterFailure()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_provider_that_asks_to_be_left_alone_longer_is_up_to_a_minute() {
        source = () -> {
            throw SocialException.unavailable("busy").after(Duration.ofSeconds(30));
        };
        assertThat(waitAfterFailure()).isEqualTo(Duration.ofSeconds(30));
        time.advance(Duration.ofSeconds(30));
        source = () -> {
            throw SocialException.unavailable("busy").after(Duration.ofHours(1));
        };
        assertThat(waitAfterFailure()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void what_is_known_serves_while_the_provider_is_away_but_not_for_ever() throws SocialException {
        published.get();
        fail();
        time.advance(KEPT.minusSeconds(1));
        assertThat(published.get()).isEqualTo("first");
        time.advance(Duration.ofSeconds(1));
        failure(published::get);
    }

    @Test
    void rule34_whoever_lacks_something_has_it_renewed_twice_in_half_a_minute_at_most() throws SocialException {
        String old = published.get();
        source = () -> "newer";
        assertThat(published.newerThan(old)).isEqualTo("newer");
        assertThat(published.newerThan(old)).isEqualTo("newer");
        source = () -> "newest";
        assertThat(published.newerThan("newer")).isEqualTo("newer");
        time.advance(Duration.ofSeconds(30));
        assertThat(published.newerThan("newer")).isEqualTo("newest");
        assertThat(asked).hasValue(3);
    }

    @Test
    void whoever_lacks_something_while_it_is_renewed_waits_for_that() throws Exception {
        String old = published.get();
        Hanging hanging = new Hanging();
        source = hanging;
        Future<String> first = threads.submit(() -> published.newerThan(old));
        hanging.there.await();
        CompletableFuture<String> second = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                second.complete(published.newerThan(old));
            } catch (SocialException failed) {
                second.completeExceptionally(failed);
            }
        });
        waiting.start();
        awaitWaiting(waiting);
        hanging.released.countDown();

        assertThat(first.get()).isEqualTo("late");
        assertThat(second.get()).isEqualTo("late");
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_renewal_that_fails_is_not_held_against_whoever_lacks_something() throws SocialException {
        String old = published.get();
        fail();
        assertThat(failure(() -> published.newerThan(old)).retryAfter()).contains(Duration.ofSeconds(5));
        assertThat(failure(() -> published.newerThan(old)).retryAfter()).contains(Duration.ofSeconds(5));
        assertThat(published.get()).isEqualTo("first");
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoever_is_interrupted_leaves_at_once_and_that_is_no_failure_of_the_provider() throws Exception {
        Hanging hanging = new Hanging();
        source = hanging;
        CompletableFuture<Object> first = new CompletableFuture<>();
        Thread asking = new Thread(() -> first.complete(outcome()));
        asking.start();
        hanging.there.await();
        CompletableFuture<Object> second = new CompletableFuture<>();
        Thread waiting = new Thread(() -> second.complete(outcome()));
        waiting.start();
        awaitWaiting(waiting);

        waiting.interrupt();
        assertThat(second.get()).asString().contains("interrupted");
        assertThat(first).isNotDone();
        asking.interrupt();
        assertThat(first.get()).asString().contains("interrupted");
        asking.join();
        source = () -> "here";
        assertThat(published.get()).isEqualTo("here");
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private void fail() {
        source = () -> {
            throw SocialException.unavailable("away");
        };
    }

    private Duration waitAfterFailure() {
        return failure(published::get).retryAfter().orElseThrow();
    }

    private Object outcome() {
        try {
            return published.get();
        } catch (SocialException failed) {
            return failed;
        }
    }
}
