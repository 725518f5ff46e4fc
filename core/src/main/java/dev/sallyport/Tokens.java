package dev.sallyport;

import dev.sallyport.session.Revocations;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.CsrfTokens;
import dev.sallyport.token.HmacKey;
import dev.sallyport.token.RefreshTokens;
import dev.sallyport.token.Visitors;
import java.time.Duration;

/** Every kind of token, each with a key of its own, and what this node knows to have ended before its time. */
record Tokens(
        AccessTokens access,
        RefreshTokens refresh,
        CsrfTokens csrf,
        Visitors visitors,
        Revocations endedSessions,
        Revocations spentVisitors) {

    /** Long enough to find a password; the spent ones must be remembered for as long. */
    private static final Duration VISITOR_LIFETIME = Duration.ofHours(4);

    static Tokens of(HmacKey key, AccessTokens.Settings access) {
        return new Tokens(
                new AccessTokens(key.derive("access"), access),
                new RefreshTokens(key.derive("refresh")),
                new CsrfTokens(key.derive("csrf")),
                new Visitors(VISITOR_LIFETIME),
                new Revocations(access.longestLife()),
                new Revocations(VISITOR_LIFETIME));
    }
}
