package dev.sallyport.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges a presented refresh token. It reads no clock and no store, so that every row of its table can be tried.
 *
 * @param grace how long the previous token may be used again, for tabs that race and answers that get lost. Later use ends the
 *     session. Within the grace, use ends it if both address and user agent are others, or after {@link #MOST_REPEATED_IN_A_ROW}
 *     rotations in a row that were repeated. Zero allows no repeat.
 * @param idle how long a session may go without a refresh, if that is limited
 */
public record Rotation(Duration grace, Optional<Duration> idle) {

    /** No grace may be longer. */
    public static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

    /**
     * The number of rotations in a row whose old token may be used again; the next one ends the session. A thief who follows with
     * a copy of the cookies causes a repeat at every rotation. Lost answers and racing tabs cause one now and then.
     */
    public static final int MOST_REPEATED_IN_A_ROW = 12;

    /** What becomes of a presented token. */
    public enum Verdict {
        /** The current token: replace it by its successor. */
        ROTATE,
        /** The token just replaced: give the same successor once more. */
        REPEAT,
        /** The token just replaced, but from another browser and network, or once too often: two parties hold it, end the session [32]. */
        SHARED,
        /** A token replaced too long ago: two parties hold the family, end the session [20]. */
        STOLEN,
        /** The session's time is over. */
        EXPIRED,
        /** The session was ended. */
        REVOKED
    }

    /**
     * Judges at the instant {@code now} the token whose hash is {@code presented}, which {@code by} has brought. The token must
     * be known to be one that this server once made for {@code session}; a made-up one is no theft.
     */
    public Verdict judge(Session session, String presented, Session.Client by, Instant now) {
        if (session.revokedAt().isPresent()) {
            return Verdict.REVOKED;
        }
        if (isOver(session.times(), now)) {
            return Verdict.EXPIRED;
        }
        RefreshTokenFamily family = session.family();
        if (family.current().equals(presented)) {
            return Verdict.ROTATE;
        }
        boolean wasPrevious = family.previous().filter(presented::equals).isPresent();
        if (!wasPrevious || !isWithinGrace(family, now)) {
            return Verdict.STOLEN;
        }
        boolean tooOften = family.repeated().repeats().inARow() > MOST_REPEATED_IN_A_ROW;
        return tooOften || by.isElsewhere(session.client()) ? Verdict.SHARED : Verdict.REPEAT;
    }

    /** Not by the clock alone: a node whose clock is behind is still before the rotation, however short the grace. */
    private boolean isWithinGrace(RefreshTokenFamily family, Instant now) {
        return !grace.isZero()
                && family.rotatedAt()
                        .filter(rotatedAt -> now.isBefore(rotatedAt.plus(grace)))
                        .isPresent();
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
