package dev.sallyport.token;

import dev.sallyport.token.AccessToken.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a signed access token claims, as {@link AccessClaimsReader} found it. */
record AccessClaims(
        String issuer,
        List<String> audience,
        Subject subject,
        String id,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> notBefore) {

    boolean isFor(String expectedIssuer, String expectedAudience) {
        return issuer.equals(expectedIssuer) && audience.contains(expectedAudience);
    }

    /** Nobody signs in, and nothing is issued, after the token has ended. */
    boolean isInOrder() {
        return !issuedAt.isAfter(expiresAt) && !subject.authenticatedAt().isAfter(expiresAt);
    }

    /** The claims as a JSON object. Those that are not ours are left out, since nobody has looked at them. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("iss", issuer);
        members.put("aud", audience.size() == 1 ? audience.get(0) : audience);
        members.put("sub", subject.userId());
        members.put("sid", subject.sessionId());
        members.put("jti", id);
        members.put("iat", issuedAt.getEpochSecond());
        members.put("exp", expiresAt.getEpochSecond());
        notBefore.ifPresent(begin -> members.put("nbf", begin.getEpochSecond()));
        members.put("auth_time", subject.authenticatedAt().getEpochSecond());
        members.put("amr", subject.methods());
        members.put("roles", subject.roles().stream().sorted().toList());
        subject.transport().ifPresent(transport -> members.put("transport", transport));
        return members;
    }

    /** Without the claims, which are the token but for its signature. */
    @Override
    public String toString() {
        return "AccessClaims of session " + subject.sessionId();
    }
}
