package dev.sallyport;

import dev.sallyport.origin.CrossOriginCheck;
import dev.sallyport.origin.TrustedOrigins;

/** What the operations share, made once. */
record Wiring(
        Sallyport.Parts parts,
        Tokens tokens,
        AccessFormats access,
        Doors doors,
        Identities identities,
        SessionCookies cookies,
        Answers answers,
        SecurityEvents events) {

    static Wiring of(SallyportConfig config, Sallyport.Parts parts, TrustedOrigins trusted) {
        Tokens tokens = Tokens.of(
                parts.keys(), config.accessToken().settings(), parts.clock().instant());
        AccessFormats access = new AccessFormats(config, tokens, parts);
        SessionCookies cookies = new SessionCookies(config, tokens.csrf());
        return new Wiring(
                parts,
                tokens,
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
        tokens.endedSessions().add(sessionId, visit.now());
    }
}
