package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.token.RefreshTokens;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions that a request names by its refresh cookie or its access token. */
final class SessionLookup {

    /** A live session and the refresh token that named it. */
    record Refreshable(Session session, RefreshToken token) {

        @Override
        public String toString() {
            return "Refreshable session " + session.id();
        }
    }

    private final String refreshCookie;
    private final List<Transport> enabled;
    private final RefreshTokens tokens;
    private final Authenticator authenticator;
    private final SessionStore sessions;
    private final RevocationCheck revocations;

    SessionLookup(
            SallyportConfig config,
            RefreshTokens tokens,
            Authenticator authenticator,
            SessionStore sessions,
            RevocationCheck revocations) {
        this.refreshCookie = config.cookies().refresh();
        this.enabled = config.transports().enabled();
        this.tokens = tokens;
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.revocations = revocations;
    }

    /** What the refresh cookie holds. */
    Optional<String> refreshCookie(RequestContext context) {
        return Optional.ofNullable(context.credentials().cookies().value(refreshCookie));
    }

    /** The live session that the refresh cookie names. */
    Optional<Refreshable> refreshable(RequestContext context) {
        return refreshCookie(context)
                .flatMap(tokens::parse)
                .flatMap(token -> sessions.find(token.sessionId())
                        .filter(session -> session.isLive(context.now()) && accepts(session, false))
                        .map(session -> new Refreshable(session, token)));
    }

    /** Whether the session's refresh token travels this way. One that turns up in the other place was carried there. */
    boolean accepts(Session session, boolean inBody) {
        Transport transport = session.transport();
        return enabled.contains(transport) && transport.keepsRefreshInCookie() != inBody;
    }

    /** The caller whose access token came along and holds. */
    Optional<Caller> caller(RequestContext context) {
        return authenticator.authenticate(context.credentials(), context.now()).caller();
    }

    /**
     * The caller's session in the store. Where another node has ended it, that is noted here: else the access token would still
     * name it at the next sign-in, and no CSRF token would fit.
     */
    Optional<Session> liveSession(Caller caller, Instant now) {
        Optional<Session> live = sessions.find(caller.sessionId()).filter(session -> session.isLive(now));
        if (live.isEmpty()) {
            revocations.noteRevoked(caller.sessionId(), now);
        }
        return live;
    }

    /** The live session that the access token names, else the one that the refresh cookie names. */
    Optional<SessionRef> live(RequestContext context) {
        return caller(context)
                .map(SessionRef::of)
                .or(() -> refreshable(context).map(found -> SessionRef.of(found.session())));
    }
}
