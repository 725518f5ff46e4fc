package dev.sallyport;

import java.time.Instant;
import java.util.Optional;

/**
 * Something worth a line in a security log. It holds no secret: ids are names, not keys.
 *
 * @param userId whose session it is about, or who asked, where the request proved it
 * @param sessionId the session it is about; of {@link Kind#OTHER_SESSIONS_ENDED} and {@link Kind#ALL_SESSIONS_ENDED} the one
 *     that asked
 * @param remoteAddress where the request came from, shortened; empty where there was none
 * @param refusal why, of a request that was refused
 */
public record SecurityEvent(
        Kind kind,
        Instant at,
        Optional<String> userId,
        Optional<String> sessionId,
        String remoteAddress,
        Optional<Refusal> refusal) {

    private static final int LONGEST_ADDRESS = 64;

    /** Cuts an address that is longer than any real one. */
    public SecurityEvent {
        remoteAddress = remoteAddress.substring(0, Math.min(remoteAddress.length(), LONGEST_ADDRESS));
    }

    SecurityEvent because(Refusal why) {
        return new SecurityEvent(kind, at, userId, sessionId, remoteAddress, Optional.of(why));
    }

    /** What happened. */
    public enum Kind {
        /** A session was opened. */
        SIGNED_IN,
        /** The credentials were wrong, or a provider did not confirm them. */
        SIGN_IN_REJECTED,
        /** A refresh token was replaced by its successor. */
        REFRESHED,
        /** The token just replaced came once more and was given the same successor. */
        REFRESH_REPEATED,
        /** A refresh token came back that was replaced long ago: two parties hold this family, and the session was ended. */
        REFRESH_REUSED,
        /**
         * The refresh token just replaced came again from another address and another user agent, or once too often: two
         * parties use this family, and the session was ended.
         */
        REFRESH_SHARED,
        /** The user signed out of this session. */
        SIGNED_OUT,
        /** This session was ended from the list, by the sign-in that took its place, or since its user is gone. */
        SESSION_ENDED,
        /** Every session of the user was ended but the one that asked. */
        OTHER_SESSIONS_ENDED,
        /** Every session of the user was ended, by the user or by the application. */
        ALL_SESSIONS_ENDED,
        /** A provider's account was linked to the user's, by themselves or since their own was made for it. */
        IDENTITY_LINKED,
        /** Such a link was removed by the user. */
        IDENTITY_UNLINKED,
        /** A door or an endpoint refused a request, for a reason that none of the above says. */
        REFUSED;

        /**
         * Whether one client can cause any number of these at little cost. Who keeps events should bound these apart from the
         * others, or a flood of them displaces what matters.
         */
        public boolean isFrequent() {
            return this == REFRESHED || this == REFRESH_REPEATED || this == SIGN_IN_REJECTED || this == REFUSED;
        }
    }

    /**
     * Told of each event after it took effect, by the thread of the request, which waits meanwhile: be quick. What it throws
     * is logged and changes no answer.
     */
    @FunctionalInterface
    public interface Listener {
        /** Takes note of what happened. */
        void on(SecurityEvent event);
    }
}
