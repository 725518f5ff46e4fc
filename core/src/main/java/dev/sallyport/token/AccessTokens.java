package dev.sallyport.token;

import dev.sallyport.key.KeyRing;
import dev.sallyport.key.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /** The most characters that {@link #verify} reads: as many as a cookie may have. */
    public static final int LONGEST = KeyRing.LONGEST;

    /** How far apart the clocks of two nodes may be before tokens of one come from the other's future. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    /** What became of a text that claims to be a token. */
    public enum Validity {
        /** Signature, type, issuer, audience and times hold. */
        VALID,
        /** It was ours, and its time is over. */
        EXPIRED,
        /** Anything else. It does not say which check failed: that would help only a forger. */
        INVALID
    }

    /** The validity, with the token where it is ours: {@link Validity#VALID} or {@link Validity#EXPIRED}. */
    public record Verification(Validity validity, Optional<AccessToken> token) {

        private static final Verification INVALID = new Verification(Validity.INVALID, Optional.empty());
    }

    private final Supplier<KeyRing> keys;
    private final Settings settings;
    private final ProvedTokens<Dated> proved = new ProvedTokens<>(this::read);

    /** Tokens signed and verified with the keys that {@code keys} gives at that moment. */
    public AccessTokens(Supplier<KeyRing> keys, Settings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /**
     * Signs a token issued at {@code now} that holds until {@code expiresAt}, a full second. Who hands it out sees that it is not
     * over {@link #LONGEST}.
     */
    public String issue(AccessToken.Subject subject, Instant now, Instant expiresAt) {
        AccessClaims claims = new AccessClaims(
                settings.issuer(),
                List.of(settings.audience()),
                subject,
                Secrets.randomId(),
                now,
                expiresAt,
                Optional.empty());
        return keys.get().sign(claims.json(), now);
    }

    /** Judges {@code text} at the instant {@code now}. Revocation is not looked at. */
    public Verification verify(String text, Instant now) {
        Optional<Dated> said = proved.read(text, keys.get(), now);
        return said.isEmpty() ? Verification.INVALID : said.get().at(now);
    }

    /** Empty where the token is for others. */
    private Optional<Dated> read(String payload) {
        return AccessClaimsReader.read(payload)
                .filter(claims -> claims.isFor(settings.issuer(), settings.audience()))
                .map(claims -> new Dated(begin(claims), claims.expiresAt().plus(settings.leeway()), token(claims)));
    }

    /**
     * Before this it comes from the future. For the time of issue the leeway would be too strict: it is none by default, and what a
     * node whose clock is ahead has just issued must hold here at once.
     */
    private Instant begin(AccessClaims claims) {
        Instant issued = claims.issuedAt().minus(CLOCKS_APART);
        return claims.notBefore()
                .map(notBefore -> notBefore.minus(settings.leeway()))
                .filter(issued::isBefore)
                .orElse(issued);
    }

    private static AccessToken token(AccessClaims claims) {
        return new AccessToken(claims.subject(), claims.expiresAt(), claims::members);
    }

    /** A signed token, and what is found of it at each instant. */
    private record Dated(Instant begin, Instant end, Verification valid, Verification expired) {

        Dated(Instant begin, Instant end, AccessToken token) {
            this(
                    begin,
                    end,
                    new Verification(Validity.VALID, Optional.of(token)),
                    new Verification(Validity.EXPIRED, Optional.of(token)));
        }

        Verification at(Instant now) {
            if (now.isBefore(begin)) {
                return Verification.INVALID;
            }
            return now.isBefore(end) ? valid : expired;
        }
    }
}
