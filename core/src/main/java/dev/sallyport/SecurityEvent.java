package dev.sallyport;

import java.time.Instant;
import java.util.Optional;

/** Something worth a line in a security log. It holds no secret: ids are names, not keys. */
public record SecurityEvent(
        Kind kind, Instant at, Optional<String> userId, Optional<String> sessionId, String remoteAddress) {

    /** What happened. */
    public enum Kind {
        SIGNED_IN,
        SIGN_IN_REJECTED,
        REFRESH_REUSED,
        SIGNED_OUT,
        SESSION_ENDED,
        ALL_SESSIONS_ENDED
    }

    /** Told of each event after it took effect; it must be quick and must not throw. */
    @FunctionalInterface
    public interface Listener {
        void on(SecurityEvent event);
    }
}
