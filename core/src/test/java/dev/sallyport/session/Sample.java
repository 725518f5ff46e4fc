package dev.sallyport.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions to try things on. */
public final class Sample {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
    public static final Duration WEEK = Duration.ofDays(7);

    public static final Session.Client CLIENT =
            new Session.Client("Mozilla/5.0 Firefox/153.0", "192.0.2.7", Optional.of("Firefox 153"));

    private Sample() {}

    /** A session just opened at {@link #NOW}, a week long; its first refresh token has the hash {@code first}. */
    public static Session session(String id, String userId) {
        return openedAt(NOW, id, userId);
    }

    public static Session openedAt(Instant at, String id, String userId) {
        return new Session(
                id,
                userId,
                Transport.COOKIE,
                List.of("pwd", "otp"),
                new Session.Times(at, at, at, at.plus(WEEK)),
                RefreshTokenFamily.startingWith("first"),
                CLIENT,
                Optional.empty());
    }

    /** The session after one rotation, from {@code first} to {@code second}. */
    public static Session rotated(Session session, Instant at) {
        return session.rotatedTo("second", at, CLIENT);
    }
}
