package dev.sallyport;

import dev.sallyport.origin.CrossOriginCheck;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.token.AccessTokens;
import java.time.Instant;

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

    static Wiring of(SallyportConfig config, Sallyport.Parts parts, TrustedOrigins trusted) {
        AccessTokens.Settings settings = config.accessToken().settings();
        Instant now = parts.clock().instant();
        Tokens tokens = Tokens.of(parts.keys(), settings, now);
        EndedSessions ended =
                EndedSessions.in(parts.sessions(), config.revocation(), Tokens.revocationMemory(settings), now);
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

    /** Ends a session in the store, then here: in this order a crash between the two leaves it ended. */
    void endSession(Visit visit, String sessionId) {
        parts.sessions().revoke(sessionId, visit.now());
        ended.add(sessionId, visit.now());
    }
}
