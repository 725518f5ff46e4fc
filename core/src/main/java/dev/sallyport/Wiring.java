package dev.sallyport;

import dev.sallyport.origin.CrossOriginCheck;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.session.Freshness;
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
        EndedSessions ended,
        AccessFormats access,
        Doors doors,
        Identities identities,
        SessionCookies cookies,
        Answers answers,
        SecurityEvents events) {

    static Wiring of(SallyportConfig config, Sallyport.Parts given, TrustedOrigins trusted) {
        AccessTokens.Settings settings = config.accessToken().settings();
        Instant now = given.clock().instant();
        Freshness freshness = new Freshness(config.revocation().maxLag(), now);
        Sallyport.Parts parts = given.with(new SparingStore(given.sessions(), freshness, given.clock()));
        Tokens tokens = Tokens.of(parts.keys(), settings, now);
        EndedSessions ended = new EndedSessions(
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
                new Identities(config, tokens, access, parts.sessions()),
                cookies,
                new Answers(config, access, cookies, trusted),
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
    boolean endSession(Visit visit, String sessionId) {
        boolean hadNotEnded = parts.sessions().revoke(sessionId, visit.now());
        ended.add(sessionId, visit.now());
        return hadNotEnded;
    }
}
