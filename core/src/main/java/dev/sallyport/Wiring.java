package dev.sallyport;

import dev.sallyport.origin.CrossOriginCheck;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.session.RevocationLag;
import dev.sallyport.session.Revocations;
import dev.sallyport.session.SessionStore;
import dev.sallyport.token.AccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the operations share, made once. */
record Wiring(
        Sallyport.Parts parts,
        Tokens tokens,
        RevocationCheck ended,
        AccessFormats access,
        Doors doors,
        Authenticator identities,
        SessionCookies cookies,
        Replies answers,
        SecurityEvents events) {

    static Wiring of(SallyportConfig config, Sallyport.Parts given, TrustedOrigins trusted) {
        AccessTokens.Settings settings = config.accessToken().settings();
        Instant now = given.clock().instant();
        RevocationLag freshness = new RevocationLag(config.revocation().maxLag(), now);
        Sallyport.Parts parts = given.with(new BulkheadSessionStore(given.sessions(), freshness, given.clock()));
        Tokens tokens = Tokens.of(parts.keys(), settings, now);
        RevocationCheck ended = new RevocationCheck(
                alreadyKnown(parts.sessions(), Tokens.revocationMemory(settings), now),
                freshness,
                config.revocation().whenStale(),
                parts.sessions());
        AccessFormats access = new AccessFormats(config, tokens, ended, parts);
        SessionCookies cookies = new SessionCookies(config, tokens.csrf());
        return new Wiring(
                parts,
                tokens,
                ended,
                access,
                new Doors(config, new CrossOriginCheck(trusted), tokens.csrf()),
                new Authenticator(config, tokens, access, parts.sessions()),
                cookies,
                new Replies(config, access, cookies, trusted),
                new SecurityEvents(parts.listener()));
    }

    /** What the store knows already, so that a restart revives no token. */
    private static Revocations alreadyKnown(SessionStore sessions, Duration memory, Instant now) {
        Revocations known = new Revocations(memory);
        known.addAll(sessions.revokedSince(now.minus(memory)));
        return known;
    }

    /** To the millisecond, which is what every store keeps. */
    Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Ends a session in the store, then here: in this order a crash between the two leaves it ended. Says if it did. */
    boolean endSession(RequestContext context, String sessionId) {
        boolean hadNotEnded = parts.sessions().revoke(sessionId, context.now());
        ended.add(sessionId, context.now());
        return hadNotEnded;
    }
}
