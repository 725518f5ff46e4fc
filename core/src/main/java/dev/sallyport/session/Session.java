package dev.sallyport.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One sign-in of one user on one device.
 *
 * @param methods how the user proved who they are, as in the JWT claim {@code amr} (RFC 8176)
 * @param revokedAt when it was ended before its time, if it was
 */
public record Session(
        String id,
        String userId,
        Transport transport,
        List<String> methods,
        Times times,
        Lineage lineage,
        Client client,
        Optional<Instant> revokedAt) {

    /**
     * The instants of a session's life, to the millisecond.
     *
     * @param authenticatedAt when the user last proved who they are
     * @param expiresAt the absolute end, which no refresh moves [20]
     */
    public record Times(Instant createdAt, Instant authenticatedAt, Instant lastSeenAt, Instant expiresAt) {}

    /**
     * Where it was opened from.
     *
     * @param device the User-Agent header, shortened
     * @param address the peer's address, shortened: a proxy may pass on whatever it was told
     */
    public record Client(String device, String address) {

        private static final int LONGEST_DEVICE = 200;
        private static final int LONGEST_ADDRESS = 64;

        public Client {
            device = shortened(device, LONGEST_DEVICE);
            address = shortened(address, LONGEST_ADDRESS);
        }

        private static String shortened(String text, int longest) {
            return text.length() > longest ? text.substring(0, longest) : text;
        }
    }

    public Session {
        methods = List.copyOf(methods);
    }

    /** Whether its refresh token may still be used at {@code now}, as far as time and revocation are concerned. */
    public boolean isLive(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(times.expiresAt());
    }

    /** This session one rotation later. */
    public Session advancedTo(Lineage next, Instant seen) {
        Times later = new Times(times.createdAt, times.authenticatedAt, seen, times.expiresAt);
        return new Session(id, userId, transport, methods, later, next, client, revokedAt);
    }

    /** This session, ended. */
    public Session revoked(Instant at) {
        return new Session(id, userId, transport, methods, times, lineage, client, Optional.of(at));
    }
}
