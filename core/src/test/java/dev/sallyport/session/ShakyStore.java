package dev.sallyport.session;

import dev.sallyport.token.OneTimeValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that keeps its promises but breaks, is overtaken or loses an answer when a test says so. */
public final class ShakyStore implements SessionStore {

    private final SessionStore store;
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger rotations = new AtomicInteger();
    private volatile boolean down;
    private volatile boolean losingNextAnswer;
    private volatile boolean failingNextAdvance;
    private final AtomicInteger racesToLose = new AtomicInteger();
    private volatile Runnable rival = () -> {};
    private volatile Runnable inLine = () -> {};
    private volatile Runnable meanwhile = () -> {};

    public ShakyStore(SessionStore store) {
        this.store = store;
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    /** The next advance takes place, but the caller hears of a fault. */
    public void loseNextAnswer() {
        losingNextAnswer = true;
    }

    /** The next advance does not take place. */
    public void failNextAdvance() {
        failingNextAdvance = true;
    }

    /** The next advances lose, to nobody in particular. */
    public void loseRaces(int races) {
        racesToLose.set(races);
    }

    /** {@code rival} acts between the next look at a session and its advance. */
    public void overtakenBy(Runnable next) {
        rival = next;
    }

    /** The next revocation is slow: {@code others} act while it waits. */
    public void slowToRevoke(Runnable others) {
        meanwhile = others;
    }

    /** The next look at a session is slow: time passes before it is answered. */
    public void slowToFind(Runnable others) {
        inLine = others;
    }

    /** Somebody deletes a session by hand. */
    public void forget(String id) {
        forgotten.add(id);
    }

    /** How often a session was looked for, found or not. */
    public int looks() {
        return looks.get();
    }

    public int rotations() {
        return rotations.get();
    }

    @Override
    public boolean advance(Session from, Session to) {
        SessionStore now = store();
        Runnable first = rival;
        rival = () -> {};
        first.run();
        if (failingNextAdvance) {
            failingNextAdvance = false;
            throw fault();
        }
        if (racesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return false;
        }
        boolean won = now.advance(from, to);
        if (won) {
            rotations.incrementAndGet();
        }
        if (losingNextAnswer) {
            losingNextAnswer = false;
            throw fault();
        }
        return won;
    }

    @Override
    public boolean countRepeat(Session session) {
        return store().countRepeat(session);
    }

    @Override
    public Optional<OneTimeValue> open(Session session, Optional<String> replaced, List<OneTimeValue> once) {
        return store().open(session, replaced, once);
    }

    @Override
    public Optional<Session> find(String id) {
        looks.incrementAndGet();
        Runnable others = inLine;
        inLine = () -> {};
        others.run();
        return store().find(id).filter(session -> !forgotten.contains(id));
    }

    @Override
    public boolean revoke(String id, Instant at) {
        Runnable others = meanwhile;
        meanwhile = () -> {};
        others.run();
        return store().revoke(id, at);
    }

    @Override
    public List<String> revokeAll(String userId, Instant at) {
        return store().revokeAll(userId, at);
    }

    @Override
    public List<String> revokeOthers(String userId, String kept, Instant at) {
        return store().revokeOthers(userId, kept, at);
    }

    @Override
    public List<Session> liveSessions(String userId, Instant now) {
        return store().liveSessions(userId, now);
    }

    @Override
    public Map<String, Instant> revokedSince(Instant since) {
        return store().revokedSince(since);
    }

    @Override
    public int purge(Instant before, int atMost) {
        return store().purge(before, atMost);
    }

    private SessionStore store() {
        if (down) {
            throw fault();
        }
        return store;
    }

    private static StoreUnavailableException fault() {
        return new StoreUnavailableException("down on purpose", new IllegalStateException());
    }
}
