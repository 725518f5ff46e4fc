package dev.sallyport;

import dev.sallyport.session.RevocationLag;
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
 * Notes whether the store answers, and spares threads. While the store is known to be away, a few requests may try it and the others hear at once what those will
 * hear after a wait. Were all to wait, none would be left for the requests that need no store.
 */
final class BulkheadSessionStore implements SessionStore {

    private static final int AT_ONCE = 4;

    private final SessionStore store;
    private final RevocationLag freshness;
    private final Clock clock;
    private final Semaphore tries = new Semaphore(AT_ONCE);

    BulkheadSessionStore(SessionStore store, RevocationLag freshness, Clock clock) {
        this.store = store;
        this.freshness = freshness;
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
        if (!freshness.isFailing()) {
            return noted(step);
        }
        if (!tries.tryAcquire()) {
            // Nobody asked the store, so this says nothing of it.
            throw new StoreUnavailableException("the session store is away");
        }
        try {
            return noted(step);
        } finally {
            tries.release();
        }
    }

    /** Here and nowhere else a step of the store is known from one that asks something else besides, such as the accounts. */
    private <T> T noted(Supplier<T> step) {
        Instant asked = clock.instant();
        try {
            T result = step.get();
            freshness.answered(asked, clock.instant());
            return result;
        } catch (StoreUnavailableException fault) {
            freshness.failed(asked, clock.instant());
            throw fault;
        }
    }
}
