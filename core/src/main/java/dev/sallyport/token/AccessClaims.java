package dev.sallyport.token;

import dev.sallyport.token.AccessToken.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a signed access token claims, read strictly. A signature says who wrote the token and not that it was written well: a
 * service that shares the key may get a claim wrong, and a claim that is taken as it comes fails further on, as a fault of ours.
 *
 * @param members the claims as they came; those that are not ours are left out, since nobody has looked at them
 */
record AccessClaims(
        String issuer,
        List<String> audience,
        Subject subject,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> notBefore,
        Map<String, Object> members) {

    private static final Set<String> OURS =
            Set.of("iss", "aud", "sub", "sid", "jti", "iat", "exp", "nbf", "auth_time", "amr", "roles", "transport");

    /** The claims in a payload; empty where one is missing, of another type, or says what cannot be. */
    static Optional<AccessClaims> read(String payload) {
        try {
            return JsonPayload.read(payload).map(AccessClaims::of).filter(AccessClaims::isInOrder);
        } catch (MalformedException malformed) {
            return Optional.empty();
        }
    }

    private static AccessClaims of(Map<String, Object> said) {
        name(said.get("jti"));
        Object audience = said.get("aud");
        Subject subject = new Subject(
                name(said.get("sub")),
                name(said.get("sid")),
                Optional.ofNullable(said.get("transport")).map(AccessClaims::text),
                Set.copyOf(texts(said.get("roles"))),
                date(said.get("auth_time")),
                texts(said.get("amr")));
        Map<String, Object> members = new LinkedHashMap<>(said);
        members.keySet().retainAll(OURS);
        return new AccessClaims(
                text(said.get("iss")),
                audience instanceof List<?> ? texts(audience) : List.of(text(audience)),
                subject,
                date(said.get("iat")),
                date(said.get("exp")),
                Optional.ofNullable(said.get("nbf")).map(AccessClaims::date),
                members);
    }

    boolean isFor(String expectedIssuer, String expectedAudience) {
        return issuer.equals(expectedIssuer) && audience.contains(expectedAudience);
    }

    /** Nobody signs in, and nothing is issued, after the token has ended. */
    private boolean isInOrder() {
        return !issuedAt.isAfter(expiresAt) && !subject.authenticatedAt().isAfter(expiresAt);
    }

    /** What names somebody or something: stores are asked for it, and some of them choke on control characters. */
    private static String name(@Nullable Object value) {
        String name = text(value);
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedException();
        }
        return name;
    }

    /** A text without half a surrogate pair, which no answer could be written with. */
    private static String text(@Nullable Object value) {
        if (value instanceof String text && text.codePoints().noneMatch(AccessClaims::isSurrogate)) {
            return text;
        }
        throw new MalformedException();
    }

    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(AccessClaims::text).toList();
        }
        throw new MalformedException();
    }

    private static Instant date(@Nullable Object value) {
        return NumericDate.of(value).orElseThrow(MalformedException::new);
    }

    /** Ends the reading; it never leaves this class. */
    private static final class MalformedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedException() {
            super("a claim is malformed", null, false, false);
        }
    }

    /** Without the claims, which are the token but for its signature. */
    @Override
    public String toString() {
        return "AccessClaims of session " + subject.sessionId();
    }
}
