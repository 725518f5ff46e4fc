package dev.sallyport.social;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a provider publishes for everybody: fetched when it is first needed and once an hour, by one of those who need it. A
 * few wait for that one, all others are told at once to come again. A failure is remembered, longer each time, so that a
 * provider that is away costs one request a moment's wait and not each.
 */
final class CachedDocument<T> {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(7);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int WAITING = 4;

    /** Asks the provider. */
    @FunctionalInterface
    interface Source<T> {
        T fetch() throws SocialException;
    }

    /**
     * What is known.
     *
     * @param value what was fetched last, if anything was
     * @param fetched when
     * @param failure why the last try gave nothing newer
     * @param failures how many tries in a row have failed
     * @param due when to try again
     * @param renewable when to try again for somebody to whom it lacks something
     */
    private record State<T>(
            @Nullable T value,
            Instant fetched,
            @Nullable SocialException failure,
            int failures,
            Instant due,
            Instant renewable) {}

    private final String what;
    private final Clock clock;
    private final Duration kept;
    private final Source<T> source;
    private final Semaphore places = new Semaphore(WAITING);
    private final AtomicReference<@Nullable CompletableFuture<State<T>>> running = new AtomicReference<>();
    private volatile State<T> state = new State<>(null, Instant.MIN, null, 0, Instant.MIN, Instant.MIN);

    /**
     * Nothing yet.
     *
     * @param what its name in the log
     * @param kept how long after it was fetched it is used while the provider does not answer
     */
    CachedDocument(String what, Clock clock, Duration kept, Source<T> source) {
        this.what = what;
        this.clock = clock;
        this.kept = kept;
        this.source = source;
    }

    /** What the provider said last, be it old as long as it says nothing else. */
    T get() throws SocialException {
        State<T> seen = state;
        if (clock.instant().isBefore(seen.due())) {
            return usable(seen);
        }
        CompletableFuture<State<T>> mine = new CompletableFuture<>();
        CompletableFuture<State<T>> other = running.compareAndExchange(null, mine);
        if (other != null) {
            return isUsable(seen) ? usable(seen) : usable(waitFor(other));
        }
        return usable(fetched(seen, seen.renewable(), mine));
    }

    /**
     * What the provider says now, for somebody to whom {@code old} lacks something. Any stranger can bring what lacks, so
     * that it is often {@code old} again.
     */
    T newerThan(T old) throws SocialException {
        State<T> seen = state;
        if (seen.value() != old) {
            return usable(seen);
        }
        Instant now = clock.instant();
        CompletableFuture<State<T>> mine = new CompletableFuture<>();
        CompletableFuture<State<T>> other = running.get();
        if (other == null) {
            if (seen.failure() != null && now.isBefore(seen.due())) {
                throw failure(seen);
            }
            if (now.isBefore(seen.renewable())) {
                return old;
            }
            other = running.compareAndExchange(null, mine);
        }
        State<T> latest = other == null ? fetched(seen, now.plus(BETWEEN_RENEWALS), mine) : waitFor(other);
        if (latest.failure() != null) {
            throw failure(latest);
        }
        return usable(latest);
    }

    /** Asks in the turn that {@code mine} has; but not if another's turn has ended since {@code seen} was looked at. */
    private State<T> fetched(State<T> seen, Instant renewable, CompletableFuture<State<T>> mine)
            throws SocialException {
        try {
            if (state.equals(seen)) {
                state = asked(seen, renewable);
            }
            State<T> latest = state;
            mine.complete(latest);
            return latest;
        } finally {
            mine.cancel(false);
            running.set(null);
        }
    }

    private State<T> asked(State<T> before, Instant renewable) throws SocialException {
        try {
            T value = source.fetch();
            Instant now = clock.instant();
            return new State<>(value, now, null, 0, now.plus(FRESH), renewable);
        } catch (SocialException failed) {
            if (Thread.currentThread().isInterrupted()) {
                // That says nothing about the provider.
                throw failed;
            }
            Instant due = clock.instant().plus(pause(before.failures(), failed));
            return new State<>(before.value(), before.fetched(), failed, before.failures() + 1, due, renewable);
        }
    }

    /** Twice as long after each failure, or as long as the provider asks for. */
    private static Duration pause(int failures, SocialException failed) {
        Duration ours = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 4));
        Duration theirs = failed.retryAfter().orElse(ours);
        Duration longer = theirs.compareTo(ours) > 0 ? theirs : ours;
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    private State<T> waitFor(CompletableFuture<State<T>> other) throws SocialException {
        if (!places.tryAcquire()) {
            throw SocialException.unavailable(what + ": too many wait already").after(SOON);
        }
        try {
            return other.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException failed) {
            throw SocialException.unavailable(what + ": not fetched").after(SOON);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw SocialException.unavailable(what + ": interrupted");
        } finally {
            places.release();
        }
    }

    private boolean isUsable(State<T> known) {
        return known.value() != null && clock.instant().isBefore(known.fetched().plus(kept));
    }

    private T usable(State<T> known) throws SocialException {
        T value = known.value();
        if (value != null && isUsable(known)) {
            return value;
        }
        throw failure(known);
    }

    private SocialException failure(State<T> known) {
        SocialException reason = known.failure();
        Duration wait = Duration.between(clock.instant(), known.due());
        return (reason == null ? SocialException.unavailable(what + ": not known") : reason)
                .after(wait.compareTo(SOON) > 0 ? wait : SOON);
    }
}
