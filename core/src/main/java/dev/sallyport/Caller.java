package dev.sallyport;

import dev.sallyport.session.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who sent an admitted request.
 *
 * @param transport how their session's tokens travel
 * @param authenticatedAt when they last proved who they are
 * @param accessExpiresAt when the access token they came with ends
 * @param methods how they proved who they are, as in the JWT claim {@code amr} (RFC 8176)
 */
public record Caller(
        String userId,
        String sessionId,
        Transport transport,
        Set<String> roles,
        Instant authenticatedAt,
        Instant accessExpiresAt,
        List<String> methods) {

    /** Whether the caller has this role. */
    public boolean hasRole(String role) {
        return roles.contains(role);
    }
}
