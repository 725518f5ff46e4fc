package dev.sallyport;

import dev.sallyport.session.Revocations;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.CsrfTokens;
import dev.sallyport.token.CurrentKeys;
import dev.sallyport.token.Devices;
import dev.sallyport.token.OpaqueTokens;
import dev.sallyport.token.PreSessions;
import dev.sallyport.token.RefreshTokens;
import dev.sallyport.token.SealedTokens;
import java.time.Duration;
import java.time.Instant;

/** Every kind of token, each with a key of its own, and the visitors who have signed in. */
record Tokens(
        CurrentKeys keys,
        AccessTokens access,
        OpaqueTokens handles,
        RefreshTokens refresh,
        CsrfTokens csrf,
        PreSessions visitors,
        Devices devices,
        SealedTokens trips,
        Revocations spentVisitors) {

    /** Long enough to find a password; the spent ones must be remembered for as long. */
    private static final Duration VISITOR_LIFETIME = Duration.ofHours(4);

    /**
     * A sign-out is dated when it arrives, by the clock of the node it arrives at. While it waits for the store, others cannot
     * know of it and another request may still be given a token.
     */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    static Tokens of(Keys keys, AccessTokens.Settings access, Instant now) {
        CurrentKeys current = new CurrentKeys(keys.signing(), access.longestLife(), now);
        return new Tokens(
                current,
                new AccessTokens(current::ring, access),
                new OpaqueTokens(keys.master().derive("handle")),
                new RefreshTokens(keys.master().derive("refresh")),
                new CsrfTokens(keys.master().derive("csrf")),
                new PreSessions(VISITOR_LIFETIME),
                new Devices(keys.master().derive("device")),
                new SealedTokens(keys.master().derive("social"), "social"),
                new Revocations(VISITOR_LIFETIME));
    }

    /** How long after a session's end a token that names it could still be good. */
    static Duration revocationMemory(AccessTokens.Settings access) {
        return access.longestLife().plus(LONGEST_WAIT);
    }
}
