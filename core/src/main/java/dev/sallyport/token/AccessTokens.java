package dev.sallyport.token;

import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Access tokens as signed JWTs (RFC 7519) in the shape of RFC 9068. The algorithm belongs to the key, not to the header [13].
 */
public final class AccessTokens {

    /**
     * What every token says and how long it holds.
     *
     * @param leeway how far the clock of another node may be ahead or behind
     */
    public record Settings(String issuer, String audience, Duration lifetime, Duration leeway) {

        /** A token's end is rounded to the nearest second, up to half a one later. */
        private static final Duration ROUNDING = Duration.ofSeconds(1);

        /** How long after its issue a token cannot hold any more, here or on a node whose clock is behind. */
        public Duration longestLife() {
            return lifetime.plus(ROUNDING).plus(leeway);
        }

        /** One lifetime from {@code now}, to the nearest second, but not beyond {@code latest}, the session's end. */
        public Instant end(Instant now, Instant latest) {
            Instant nearest = now.plus(lifetime).plusMillis(500);
            return Instant.ofEpochSecond((nearest.isBefore(latest) ? nearest : latest).getEpochSecond());
        }
    }

    /** What became of a text that claims to be a token. */
    public enum Finding {
        /** Signature, type, issuer, audience and times hold. */
        VALID,
        /** It was ours, and its time is over. */
        EXPIRED,
        /** Anything else. Which check failed is nobody's business but ours. */
        INVALID
    }

    /** A finding, with the token where it is ours: {@link Finding#VALID} or {@link Finding#EXPIRED}. */
    public record Verdict(Finding finding, Optional<AccessToken> token) {

        private static final Verdict INVALID = new Verdict(Finding.INVALID, Optional.empty());
    }

    private final Supplier<KeyRing> keys;
    private final Settings settings;

    /** Tokens signed and verified with the keys that {@code keys} gives at that moment. */
    public AccessTokens(Supplier<KeyRing> keys, Settings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** Signs a token issued at {@code now} that holds until {@code expiresAt}, a full second. */
    public String issue(AccessToken.Subject subject, Instant now, Instant expiresAt) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(subject.userId())
                .claim("sid", subject.sessionId())
                .jwtID(Secrets.randomId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .claim("auth_time", subject.authenticatedAt().getEpochSecond())
                .claim("amr", subject.methods())
                .claim("roles", subject.roles().stream().sorted().toList())
                .claim("transport", subject.transport().orElse(null))
                .build();
        return keys.get().signer(now).sign(claims.toPayload());
    }

    /** Judges {@code text} at the instant {@code now}. Revocation is not looked at. */
    public Verdict verify(String text, Instant now) {
        return CompactJws.parse(text)
                .filter(jws -> isOurs(jws, now))
                .map(jws -> judge(jws, now))
                .orElse(Verdict.INVALID);
    }

    /**
     * Equality with the one header that each key writes refuses in one stroke every other: crit, jku, jwk, x5u, another alg,
     * typ or kid [13] [15]. The texts are compared, so that no parser ever sees a header of a stranger's making.
     */
    private boolean isOurs(CompactJws jws, Instant now) {
        return keys.get()
                .verifier(jws.header(), now)
                .filter(key -> key.signed(jws))
                .isPresent();
    }

    private Verdict judge(CompactJws jws, Instant now) {
        try {
            Map<String, Object> claims = new Payload(new Base64URL(jws.payload())).toJSONObject();
            return claims == null ? Verdict.INVALID : judge(JWTClaimsSet.parse(claims), now);
        } catch (ParseException | IllegalArgumentException malformed) {
            return Verdict.INVALID;
        }
    }

    private Verdict judge(JWTClaimsSet claims, Instant now) throws ParseException {
        Date expires = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        boolean addressed = settings.issuer().equals(claims.getIssuer())
                && claims.getAudience().contains(settings.audience());
        boolean early = notBefore != null && now.plus(settings.leeway()).isBefore(notBefore.toInstant());
        if (expires == null || !addressed || early) {
            return Verdict.INVALID;
        }
        Optional<AccessToken> token =
                subject(claims).map(of -> new AccessToken(of, expires.toInstant(), claims.toJSONObject()));
        if (token.isEmpty()) {
            return Verdict.INVALID;
        }
        boolean holds = now.minus(settings.leeway()).isBefore(expires.toInstant());
        return new Verdict(holds ? Finding.VALID : Finding.EXPIRED, token);
    }

    private static Optional<AccessToken.Subject> subject(JWTClaimsSet claims) throws ParseException {
        String userId = claims.getSubject();
        String sessionId = claims.getStringClaim("sid");
        Long authTime = claims.getLongClaim("auth_time");
        List<String> methods = claims.getStringListClaim("amr");
        List<String> roles = claims.getStringListClaim("roles");
        if (userId == null || sessionId == null || authTime == null || methods == null || roles == null) {
            return Optional.empty();
        }
        return Optional.of(new AccessToken.Subject(
                userId,
                sessionId,
                Optional.ofNullable(claims.getStringClaim("transport")),
                Set.copyOf(roles),
                Instant.ofEpochSecond(authTime),
                methods));
    }
}
