package dev.sallyport;

import dev.sallyport.origin.CrossOriginCheck;
import dev.sallyport.origin.TrustedOrigins;
import java.util.Optional;

/** What the operations share, made once. */
record Wiring(
        Sallyport.Parts parts,
        Tokens tokens,
        AccessFormats access,
        Doors doors,
        Identities identities,
        SessionCookies cookies,
        Answers answers) {

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
                new Answers(config, access, cookies, trusted));
    }

    /** Ends a session in the store, then here: in this order a crash between the two leaves it ended. */
    void endSession(Visit visit, String sessionId) {
        parts.sessions().revoke(sessionId, visit.now());
        tokens.endedSessions().add(sessionId, visit.now());
    }

    void raise(SecurityEvent.Kind kind, Visit visit, Optional<String> userId, Optional<String> sessionId) {
        parts.listener()
                .on(new SecurityEvent(
                        kind, visit.now(), userId, sessionId, visit.request().remoteAddress()));
    }
}
