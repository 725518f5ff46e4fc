package dev.sallyport.revocation;

import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.token.AccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which sessions this node admits no more, and what it does while it may not have heard of all of them [19]. */
public final class RevocationCheck {

    private static final System.Logger LOG = System.getLogger(RevocationCheck.class.getName());

    /**
     * A sign-out is dated when it arrives, by the clock of the node it arrives at. While it waits for the store, others cannot
     * know of it and another request may still be given a token.
     */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Revocations known;
    private final RevocationLag lag;
    private final WhenStale whenStale;
    private final SessionStore sessions;
    private final AtomicBoolean isUnpolled = new AtomicBoolean(true);

    /** Answers from {@code known}, as fresh as {@code lag} says, and from {@code sessions} where it must. */
    public RevocationCheck(Revocations known, RevocationLag lag, WhenStale whenStale, SessionStore sessions) {
        this.known = known;
        this.lag = lag;
        this.whenStale = whenStale;
        this.sessions = sessions;
    }

    /** How long after a session's end a token that names it could still be good. */
    public static Duration memory(AccessTokens.Settings access) {
        return access.longestLife().plus(LONGEST_WAIT);
    }

    /** Ends a session in the store, then here: in this order a crash between the two leaves it ended. Says if it did. */
    public boolean end(String sessionId, Instant now) {
        boolean hadNotEnded = sessions.revoke(sessionId, now);
        noteRevoked(sessionId, now);
        return hadNotEnded;
    }

    /** Ends all sessions of a user, in the same order. */
    public void endAll(String userId, Instant now) {
        sessions.revokeAll(userId, now).forEach(id -> noteRevoked(id, now));
    }

    /** Ends all sessions of a user but one, in the same order. Says if there were any. */
    public boolean endOthers(String userId, String kept, Instant now) {
        List<String> ended = sessions.revokeOthers(userId, kept, now);
        ended.forEach(id -> noteRevoked(id, now));
        return !ended.isEmpty();
    }

    /** Notes that the store has ended the session. */
    public void noteRevoked(String sessionId, Instant at) {
        known.add(sessionId, at);
    }

    /** Whether this node knows that the session was ended. */
    public boolean isKnown(String sessionId) {
        return known.contains(sessionId);
    }

    /**
     * Whether the session must no longer be admitted. Reads no store, unless this node's knowledge is stale and it was told to.
     *
     * @throws StoreUnavailableException if the knowledge is stale and it was told to refuse
     */
    public boolean isRevoked(String sessionId, Instant now) {
        if (isKnown(sessionId)) {
            return true;
        }
        if (!lag.isStale(now)) {
            return false;
        }
        complainIfUnpolled();
        return switch (whenStale) {
            case ADMIT -> false;
            case CHECK_STORE -> !isStoreAway() && storeSaysEnded(sessionId, now);
            case REFUSE -> throw new StoreUnavailableException("what other nodes ended is not known");
        };
    }

    /** Whether the store did not answer when it was last asked, so that whoever asks now waits in vain. */
    public boolean isStoreAway() {
        return lag.isFailing();
    }

    /** Whether what was known before the store went away may still be acted on. */
    public boolean trustsWhatItKnew() {
        return whenStale != WhenStale.REFUSE;
    }

    /** For how long since {@code begin} nobody can have refreshed, because the store was away. */
    public Duration outageWithin(Instant begin, Instant now) {
        return lag.silence(begin, now);
    }

    /** Somebody polls for what other nodes end. */
    void polling() {
        isUnpolled.set(false);
    }

    private void complainIfUnpolled() {
        if (isUnpolled.getAndSet(false)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "nobody polls for what other nodes end, so each request is judged by the configured rule for stale"
                            + " knowledge: call Sallyport.start()");
        }
    }

    private boolean storeSaysEnded(String sessionId, Instant now) {
        try {
            boolean ended = sessions.find(sessionId)
                    .filter(session -> session.revokedAt().isEmpty())
                    .isEmpty();
            if (ended) {
                noteRevoked(sessionId, now);
            }
            return ended;
        } catch (StoreUnavailableException away) {
            return false;
        }
    }
}
