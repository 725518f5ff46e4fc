package dev.sallyport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Rotation.Verdict;
import dev.sallyport.session.Session;
import dev.sallyport.token.RefreshToken;
import java.time.Instant;
import java.util.Optional;

/** Judges refresh tokens as {@link Rotation} does, but holds no fault of the store against whoever comes back after it. */
final class RefreshJudge {

    private static final int UNANSWERED = 100_000;

    private final Rotation rotation;
    private final EndedSessions ended;

    /** Tokens whose rotation met a fault of the store, by hash: it may have taken place, but nobody was given the successor. */
    private final Cache<String, Boolean> unanswered =
            Caffeine.newBuilder().maximumSize(UNANSWERED).build();

    RefreshJudge(Rotation rotation, EndedSessions ended) {
        this.rotation = rotation;
        this.ended = ended;
    }

    /** Notes that the store failed while {@code token} was being rotated. */
    void unanswered(RefreshToken token) {
        unanswered.put(token.hash(), true);
    }

    /** Whether {@code token} comes again because of a fault of the store, and not because two parties hold it. */
    boolean isUnanswered(RefreshToken token) {
        return unanswered.getIfPresent(token.hash()) != null;
    }

    Verdict judge(Session session, RefreshToken token, Session.Client by, Instant now) {
        Verdict verdict = rotation.judge(session, token.hash(), by, now);
        boolean isTheft = verdict == Verdict.STOLEN || verdict == Verdict.SHARED;
        boolean wasPrevious = session.lineage().previous().equals(Optional.of(token.hash()));
        if (!isTheft || !wasPrevious) {
            return verdict;
        }
        if (isUnanswered(token)) {
            return Verdict.REPEAT;
        }
        Instant rotatedAt = session.lineage().rotatedAt().orElse(now);
        return rotation.judge(session, token.hash(), by, now.minus(ended.standstill(rotatedAt, now)));
    }
}
