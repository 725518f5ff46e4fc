package dev.sallyport.revocation;

import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.token.OneTimeValue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Notes whether the store answers, and keeps one that does not from taking all threads. While the store is away, a few requests may
 * try it, and the others fail at once. If all waited, no thread would be left for requests that need no store.
 */
public final class BulkheadSessionStore implements SessionStore {

    private static final int AT_ONCE = 4;

    private final SessionStore store;
    private final RevocationLag lag;
    private final Clock clock;
    private final Semaphore tries = new Semaphore(AT_ONCE);

    /** {@code store}, watched: what it answers and when is told to {@code lag}. */
    public BulkheadSessionStore(SessionStore store, RevocationLag lag, Clock clock) {
        this.store = store;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public Optional<OneTimeValue> open(Session session, Optional<String> replaced, List<OneTimeValue> once) {
        return spare(() -> store.open(session, replaced, once));
    }

    @Override
    public Optional<Session> find(String id) {
        return spare(() -> store.find(id));
    }

    @Override
    public boolean advance(Session from, Session to) {
        return spare(() -> store.advance(from, to));
    }

    @Override
    public boolean countRepeat(Session session) {
        return spare(() -> store.countRepeat(session));
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return spare(() -> store.revoke(id, at));
    }

    @Override
    public List<String> revokeAll(String userId, Instant at) {
        return spare(() -> store.revokeAll(userId, at));
    }

    @Override
    public List<String> revokeOthers(String userId, String kept, Instant at) {
        return spare(() -> store.revokeOthers(userId, kept, at));
    }

    @Override
    public List<Session> liveSessions(String userId, Instant now) {
        return spare(() -> store.liveSessions(userId, now));
    }

    @Override
    public Map<String, Instant> revokedSince(Instant since) {
        return spare(() -> store.revokedSince(since));
    }

    @Override
    public RevocationSource revocations() {
        return store.revocations();
    }

    @Override
    public int purge(Instant before, int atMost) {
        return spare(() -> store.purge(before, atMost));
    }

    private <T> T spare(Supplier<T> step) {
        if (!lag.isFailing()) {
            return noted(step);
        }
        if (!tries.tryAcquire()) {
            // The store was not asked, so this says nothing about it.
            throw new StoreUnavailableException("the session store is away");
        }
        try {
            return noted(step);
        } finally {
            tries.release();
        }
    }

    /** Only here is it certain that a fault is the store's, and not of something asked beside it, such as the accounts. */
    private <T> T noted(Supplier<T> step) {
        Instant asked = clock.instant();
        try {
            T result = step.get();
            lag.answered(asked, clock.instant());
            return result;
        } catch (StoreUnavailableException fault) {
            lag.failed(asked, clock.instant());
            throw fault;
        }
    }
}
