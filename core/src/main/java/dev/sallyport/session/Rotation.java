package dev.sallyport.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges a presented refresh token. It reads no clock and no store, so that every row of its table can be tried.
 *
 * @param grace how long the previous token still earns its successor: tabs race, and answers get lost on the way. Within it
 *     a thief who holds the previous token goes unnoticed; beyond it, using that token ends the session.
 * @param idle how long a session may go without a refresh, if that is limited
 */
public record Rotation(Duration grace, Optional<Duration> idle) {

    /** No grace may be longer. */
    public static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

    /** What a presented token has earned. */
    public enum Verdict {
        /** The current token: replace it by its successor. */
        ROTATE,
        /** The token just replaced: give the same successor once more. */
        REPEAT,
        /** A token replaced too long ago: two parties hold this family, end it [20]. */
        STOLEN,
        /** The session's time is over. */
        EXPIRED,
        /** The session was ended. */
        REVOKED
    }

    /**
     * Judges at the instant {@code now} the token whose hash is {@code presented}. The token must be known to be one that
     * this server once made for {@code session}; a made-up one is no theft.
     */
    public Verdict judge(Session session, String presented, Instant now) {
        if (session.revokedAt().isPresent()) {
            return Verdict.REVOKED;
        }
        if (isOver(session.times(), now)) {
            return Verdict.EXPIRED;
        }
        Lineage lineage = session.lineage();
        if (lineage.current().equals(presented)) {
            return Verdict.ROTATE;
        }
        boolean wasPrevious = lineage.previous().filter(presented::equals).isPresent();
        boolean withinGrace = lineage.rotatedAt()
                .filter(rotatedAt -> now.isBefore(rotatedAt.plus(grace)))
                .isPresent();
        return wasPrevious && withinGrace ? Verdict.REPEAT : Verdict.STOLEN;
    }

    /** Whether a session's time is over at {@code now}, be it by the calendar or by idleness. */
    public boolean isOver(Session.Times times, Instant now) {
        return !now.isBefore(end(times));
    }

    /** When a session's time is over if nobody refreshes it. */
    public Instant end(Session.Times times) {
        return idle.map(limit -> times.lastSeenAt().plus(limit))
                .filter(idled -> idled.isBefore(times.expiresAt()))
                .orElse(times.expiresAt());
    }
}
