package dev.sallyport.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges a presented refresh token. It reads no clock and no store, so that every row of its table can be tried.
 *
 * @param grace how long the previous token still earns its successor: tabs race, and answers get lost on the way. With a
 *     grace of zero nobody is repeated. Beyond it, using that token ends the session; within it, using it from elsewhere does,
 *     and so does using it again and again.
 * @param idle how long a session may go without a refresh, if that is limited
 */
public record Rotation(Duration grace, Optional<Duration> idle) {

    /** No grace may be longer. */
    public static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

    /**
     * How many rotations in a row may have their token come again. Whoever follows a session with a copy of its cookies does so
     * at every rotation, or holds a token that is too old; answers that get lost and tabs that race do so now and then. The
     * rotation after these ends the session.
     */
    public static final int MOST_REPEATED_IN_A_ROW = 12;

    /** What a presented token has earned. */
    public enum Verdict {
        /** The current token: replace it by its successor. */
        ROTATE,
        /** The token just replaced: give the same successor once more. */
        REPEAT,
        /** The token just replaced, but from elsewhere or once too often: two parties hold this family, end it [32]. */
        SHARED,
        /** A token replaced too long ago: two parties hold this family, end it [20]. */
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
        RefreshTokenFamily lineage = session.lineage();
        if (lineage.current().equals(presented)) {
            return Verdict.ROTATE;
        }
        boolean wasPrevious = lineage.previous().filter(presented::equals).isPresent();
        if (!wasPrevious || !isWithinGrace(lineage, now)) {
            return Verdict.STOLEN;
        }
        boolean tooOften = lineage.repeated().repeats().inARow() > MOST_REPEATED_IN_A_ROW;
        return tooOften || by.isElsewhere(session.client()) ? Verdict.SHARED : Verdict.REPEAT;
    }

    /** Not by the clock alone: a node whose clock is behind is still before the rotation, however short the grace. */
    private boolean isWithinGrace(RefreshTokenFamily lineage, Instant now) {
        return !grace.isZero()
                && lineage.rotatedAt()
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
