package dev.sallyport.session;

import dev.sallyport.token.OneTimeValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps sessions. Each method is one atomic step: when it returns, what it did survives a crash; when it throws
 * {@link StoreUnavailableException}, it either did everything or nothing. No lock and no transaction outlives a call.
 */
public interface SessionStore {

    /**
     * Adds a new session and, in the same step, ends the one it takes the place of, if any is named, and uses up what may be
     * used {@code once} only. Of any number of callers who bring the same, on any number of nodes, one opens a session.
     *
     * @return empty when it is done; else the first that was used before, and then nothing was done
     */
    Optional<OneTimeValue> open(Session session, Optional<String> replaced, List<OneTimeValue> once);

    /** The session with this id, ended and expired ones included; empty if there never was one or it was purged. */
    Optional<Session> find(String id);

    /**
     * Replaces {@code from} by {@code to}, one rotation later, if the session's current token is still that of {@code from} and
     * it is not ended, and says whether it did. Of any number of callers, on any number of nodes, one is told true.
     */
    boolean advance(Session from, Session to);

    /**
     * Counts the last rotation of {@code session} as one whose token came again, if its current token is still the same and it
     * is not ended, and says whether both are so. Of many callers who saw the same session all are told true, and one rotation
     * is counted.
     */
    boolean countRepeat(Session session);

    /** Ends a session; one that has ended already keeps its first instant. Says whether this call ended it. */
    boolean revoke(String id, Instant at);

    /** Ends every session of the user that has not ended yet, and names them. */
    List<String> revokeAll(String userId, Instant at);

    /** Ends every session of the user that has not ended yet but the one whose id is {@code kept}, and names them. */
    List<String> revokeOthers(String userId, String kept, Instant at);

    /** The user's sessions that are neither ended nor over at {@code now}, the last seen first. */
    List<Session> liveSessions(String userId, Instant now);

    /** The sessions ended at {@code since} or later, with the instant. */
    Map<String, Instant> revokedSince(Instant since);

    /** What others end in this store, for the thread that follows it. */
    default RevocationSource revocations() {
        return RevocationSource.polling(this);
    }

    /**
     * Forgets at most {@code atMost} sessions whose time was over before {@code before}, and at most as many names of what was
     * used. Says how many of either, whichever are more.
     */
    int purge(Instant before, int atMost);
}
