package dev.sallyport.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One sign-in of one user on one device.
 *
 * @param methods how the user proved who they are, as in the JWT claim {@code amr} (RFC 8176)
 * @param client where it was last refreshed from, or opened as long as it was not
 * @param revokedAt when it was ended before its time, if it was
 */
public record Session(
        String id,
        String userId,
        Transport transport,
        List<String> methods,
        Times times,
        RefreshTokenFamily family,
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
     * Where it was opened or last refreshed from.
     *
     * @param userAgent the User-Agent header, shortened
     * @param address the peer's address, shortened: a proxy may pass on whatever it was told
     * @param device what the user agent is called in a list, if it has a name
     */
    public record Client(String userAgent, String address, Optional<String> device) {

        private static final int LONGEST_USER_AGENT = 200;
        private static final int LONGEST_ADDRESS = 64;

        /** Cuts both texts, which a stranger chooses, to the length of their columns. */
        public Client {
            userAgent = shortened(userAgent, LONGEST_USER_AGENT);
            address = shortened(address, LONGEST_ADDRESS);
        }

        /** A client without a name. */
        public Client(String userAgent, String address) {
            this(userAgent, address, Optional.empty());
        }

        /** This client by the name that {@code of} finds for its user agent. */
        public Client named(Function<String, Optional<String>> of) {
            return new Client(userAgent, address, of.apply(userAgent));
        }

        /**
         * Whether nothing that one person's browser keeps is the same: a telephone changes its network in the middle of a
         * refresh, and a browser its name by an update, but not both at once.
         */
        boolean isElsewhere(Client other) {
            return !address.equals(other.address) && !userAgent.equals(other.userAgent);
        }

        private static String shortened(String text, int longest) {
            return text.length() > longest ? text.substring(0, longest) : text;
        }
    }

    /** Takes a copy of the methods. */
    public Session {
        methods = List.copyOf(methods);
    }

    /** Whether its refresh token may still be used at {@code now}, as far as time and revocation are concerned. */
    public boolean isLive(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(times.expiresAt());
    }

    /** This session after {@code by} has refreshed it. */
    public Session rotatedTo(String successor, Instant at, Client by) {
        Times later = new Times(times.createdAt, times.authenticatedAt, at, times.expiresAt);
        return new Session(id, userId, transport, methods, later, family.advancedTo(successor, at), by, revokedAt);
    }

    /** This session after the previous refresh token came again. */
    public Session repeated() {
        return new Session(id, userId, transport, methods, times, family.repeated(), client, revokedAt);
    }

    /** This session, ended. */
    public Session revoked(Instant at) {
        return new Session(id, userId, transport, methods, times, family, client, Optional.of(at));
    }
}
