package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.token.AccessToken;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.web.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads from a request who it speaks for. */
final class Identities {

    /** Schemes that announce a token of ours in the Authorization header. */
    private static final Set<String> HEADER_PREFIXES = Set.of("jwt", "bearer");

    private final SallyportConfig.CookieNames names;
    private final Tokens tokens;
    private final SessionStore sessions;

    Identities(SallyportConfig config, Tokens tokens, SessionStore sessions) {
        this.names = config.cookies();
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /** Whether the request offers a token in the Authorization header. It is then judged by that alone. */
    static boolean isInHeaderForm(Request request) {
        String authorization = request.header("Authorization");
        if (authorization == null) {
            return false;
        }
        int blank = authorization.indexOf(' ');
        String scheme = blank < 0 ? authorization : authorization.substring(0, blank);
        return HEADER_PREFIXES.contains(scheme.toLowerCase(Locale.ROOT));
    }

    /** The caller whose access token came along and still holds, or why there is none. Reads no store. */
    Decision caller(Visit visit) {
        if (isInHeaderForm(visit.request())) {
            // No session was signed in with the header transport, so whatever this token is, it is in the wrong place.
            return new Decision.Visitor(Refusal.ACCESS_INVALID);
        }
        String text = visit.cookies().value(names.access());
        if (text == null) {
            return new Decision.Visitor(Refusal.ACCESS_MISSING);
        }
        AccessTokens.Verdict verdict = tokens.access().verify(text, visit.now());
        return switch (verdict.finding()) {
            case VALID -> unlessEnded(verdict.token().orElseThrow());
            case EXPIRED -> new Decision.Visitor(Refusal.ACCESS_EXPIRED);
            case INVALID -> new Decision.Visitor(Refusal.ACCESS_INVALID);
        };
    }

    /** Whether a refresh cookie came along, whatever it holds. */
    boolean bringsRefreshCookie(Visit visit) {
        return visit.cookies().value(names.refresh()) != null;
    }

    /** The refresh token that came along, if this server made it. */
    Optional<RefreshToken> refreshToken(Visit visit) {
        return Optional.ofNullable(visit.cookies().value(names.refresh())).flatMap(tokens.refresh()::parse);
    }

    /** The live session that the refresh cookie names. */
    Optional<Session> refreshableSession(Visit visit) {
        return refreshToken(visit)
                .flatMap(token -> sessions.find(token.sessionId()))
                .filter(session -> session.isLive(visit.now()));
    }

    /** The live session that the access cookie names, else the one that the refresh cookie names. */
    Optional<String> liveSessionId(Visit visit) {
        return caller(visit)
                .caller()
                .map(Caller::sessionId)
                .or(() -> refreshableSession(visit).map(Session::id));
    }

    /** The visitor named by the cookie, while the name holds and nobody has signed in with it. */
    Optional<String> visitor(Visit visit) {
        return Optional.ofNullable(visit.cookies().value(names.visitor()))
                .filter(name -> tokens.visitors().isLive(name, visit.now()))
                .filter(name -> !tokens.spentVisitors().contains(name));
    }

    private Decision unlessEnded(AccessToken token) {
        AccessToken.Subject subject = token.subject();
        if (tokens.endedSessions().contains(subject.sessionId())) {
            return new Decision.Visitor(Refusal.SESSION_REVOKED);
        }
        return new Decision.Admitted(new Caller(
                subject.userId(),
                subject.sessionId(),
                subject.roles(),
                subject.authenticatedAt(),
                token.expiresAt(),
                subject.methods()));
    }
}
