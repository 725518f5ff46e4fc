package dev.sallyport.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a verified access token says. It can only come from {@link AccessTokens}: to hold one is to know that its signature,
 * type, issuer, audience and times were checked.
 */
public final class AccessToken {

    /**
     * Who a token speaks for, as given to {@link AccessTokens#issue}. Times are truncated to seconds (RFC 7519 section 2).
     *
     * @param transport the private claim {@code transport}: how the token travels, where that is not in a cookie
     */
    public record Subject(
            String userId,
            String sessionId,
            Optional<String> transport,
            Set<String> roles,
            Instant authenticatedAt,
            List<String> methods) {

        public Subject {
            roles = Set.copyOf(roles);
            methods = List.copyOf(methods);
        }
    }

    private final Subject subject;
    private final Instant expiresAt;
    private final Supplier<Map<String, Object>> claims;

    AccessToken(Subject subject, Instant expiresAt, Supplier<Map<String, Object>> claims) {
        this.subject = subject;
        this.expiresAt = expiresAt;
        this.claims = claims;
    }

    /** The person and the session it speaks for. */
    public Subject subject() {
        return subject;
    }

    /** The first instant at which it no longer holds. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** All its claims as a JSON object, times as seconds since 1970. */
    public Map<String, Object> claims() {
        return claims.get();
    }

    @Override
    public String toString() {
        return "AccessToken of session " + subject.sessionId();
    }
}
