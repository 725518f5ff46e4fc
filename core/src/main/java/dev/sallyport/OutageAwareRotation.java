package dev.sallyport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Rotation.Verdict;
import dev.sallyport.session.Session;
import dev.sallyport.token.RefreshToken;
import java.time.Instant;
import java.util.Optional;

/** Applies {@link Rotation}, but does not treat reuse as theft if a fault of the store explains it. */
final class OutageAwareRotation {

    private static final int UNANSWERED = 100_000;

    private final Rotation rotation;
    private final RevocationCheck revocations;

    /**
     * Tokens whose rotation met a fault of the store, by hash, with the instant: it may have taken place, but nobody was given
     * the successor.
     */
    private final Cache<String, Instant> unanswered =
            Caffeine.newBuilder().maximumSize(UNANSWERED).build();

    OutageAwareRotation(Rotation rotation, RevocationCheck revocations) {
        this.rotation = rotation;
        this.revocations = revocations;
    }

    /** Notes that the store failed at {@code now} while {@code token} was being rotated. */
    void unanswered(RefreshToken token, Instant now) {
        unanswered.put(token.hash(), now);
    }

    /** Notes that the successor was given: whoever brings {@code token} again is judged as everybody else. */
    void answered(RefreshToken token) {
        unanswered.invalidate(token.hash());
    }

    Verdict judge(Session session, RefreshToken token, Session.Client by, Instant now) {
        Verdict verdict = rotation.judge(session, token.hash(), by, now);
        boolean isTheft = verdict == Verdict.STOLEN || verdict == Verdict.SHARED;
        boolean wasPrevious = session.family().previous().equals(Optional.of(token.hash()));
        if (!isTheft || !wasPrevious) {
            return verdict;
        }
        if (isUnanswered(token, now)) {
            return Verdict.REPEAT;
        }
        Instant rotatedAt = session.family().rotatedAt().orElse(now);
        return rotation.judge(session, token.hash(), by, now.minus(revocations.outageWithin(rotatedAt, now)));
    }

    /** Whether a refresh with the token would succeed. Changes nothing. */
    boolean earnsSuccessor(Session session, RefreshToken token, Session.Client by, Instant now) {
        Verdict verdict = judge(session, token, by, now);
        return verdict == Verdict.ROTATE || verdict == Verdict.REPEAT;
    }

    /**
     * Whether {@code token} comes again because of a fault of the store, and not because two parties hold it. For as long as the
     * longest grace: without an end, one fault would keep a token good that a thief may find later.
     */
    boolean isUnanswered(RefreshToken token, Instant now) {
        Instant met = unanswered.getIfPresent(token.hash());
        return met != null && now.minus(revocations.outageWithin(met, now)).isBefore(met.plus(Rotation.LONGEST_GRACE));
    }
}
