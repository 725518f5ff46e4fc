package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.web.Authorization;
import java.util.List;
import java.util.Optional;

/** Reads from a request who it speaks for. */
final class Identities {

    private final SallyportConfig.CookieNames names;
    private final List<Transport> enabled;
    private final Tokens tokens;
    private final AccessFormats formats;
    private final SessionStore sessions;

    Identities(SallyportConfig config, Tokens tokens, AccessFormats formats, SessionStore sessions) {
        this.names = config.cookies();
        this.enabled = config.transports().enabled();
        this.tokens = tokens;
        this.formats = formats;
        this.sessions = sessions;
    }

    /** The caller whose access token came along and still holds, or why there is none. */
    Decision caller(Visit visit) {
        Optional<String> text = accessToken(visit);
        if (text.isEmpty()) {
            return new Decision.Visitor(visit.isInHeaderForm() ? Refusal.MALFORMED_REQUEST : Refusal.ACCESS_MISSING);
        }
        AccessFormats.Verdict verdict = verdict(visit, text.get());
        return verdict.held()
                .<Decision>map(access -> new Decision.Admitted(access.caller()))
                .orElseGet(() -> new Decision.Visitor(verdict.because().orElseThrow()));
    }

    /** Whether a refresh cookie came along, whatever it holds. */
    boolean bringsRefreshCookie(Visit visit) {
        return visit.cookies().value(names.refresh()) != null;
    }

    /** The refresh token that came in the cookie, if this server made it. */
    Optional<RefreshToken> refreshToken(Visit visit) {
        return Optional.ofNullable(visit.cookies().value(names.refresh())).flatMap(tokens.refresh()::parse);
    }

    /** The live session that the refresh cookie names. */
    Optional<Session> refreshableSession(Visit visit) {
        return refreshToken(visit)
                .flatMap(token -> sessions.find(token.sessionId()))
                .filter(session -> session.isLive(visit.now()) && mayBringItsRefreshToken(session, false));
    }

    /** Whether the session's refresh token travels this way. One that turns up in the other place was carried there. */
    boolean mayBringItsRefreshToken(Session session, boolean inBody) {
        Transport transport = session.transport();
        return enabled.contains(transport) && transport.keepsRefreshInCookie() != inBody;
    }

    /** The live session that the access cookie names, else the one that the refresh cookie names. */
    Optional<Party> liveSession(Visit visit) {
        return caller(visit)
                .caller()
                .map(Party::of)
                .or(() -> refreshableSession(visit).map(Party::of));
    }

    /**
     * Who wants to leave: the caller, also by an access token in a header that has expired. A cookie's expired token has the
     * refresh cookie beside it; in header form nothing else names the session, and it must not live on unnoticed.
     */
    Optional<Caller> leaver(Visit visit) {
        return accessToken(visit)
                .map(text -> verdict(visit, text))
                .filter(verdict -> verdict.because().isEmpty()
                        || (visit.isInHeaderForm() && verdict.because().get() == Refusal.ACCESS_EXPIRED))
                .flatMap(AccessFormats.Verdict::access)
                .map(Access::caller);
    }

    /** Whether this server made the access token, in force or not, and for the place it came in. */
    boolean isOurs(Visit visit) {
        return accessToken(visit)
                .map(text -> verdict(visit, text))
                .filter(verdict -> !verdict.because().equals(Optional.of(Refusal.ACCESS_INVALID)))
                .isPresent();
    }

    /** The visitor named by the cookie, while the name holds and nobody has signed in with it. */
    Optional<String> visitor(Visit visit) {
        return Optional.ofNullable(visit.cookies().value(names.visitor()))
                .filter(name -> tokens.visitors().isLive(name, visit.now()))
                .filter(name -> !tokens.spentVisitors().contains(name));
    }

    private Optional<String> accessToken(Visit visit) {
        return visit.isInHeaderForm()
                ? visit.authorization().flatMap(Authorization::token)
                : Optional.ofNullable(visit.cookies().value(names.access()));
    }

    private AccessFormats.Verdict verdict(Visit visit, String text) {
        AccessFormats.Verdict verdict = formats.verify(text, visit.now());
        boolean inItsPlace = verdict.access()
                .filter(access -> enabled.contains(access.transport())
                        && access.transport().keepsAccessInCookie() != visit.isInHeaderForm())
                .isPresent();
        // A cookie's token in a header, or a header's in a cookie, was carried there by someone who read it.
        return verdict.access().isEmpty() || inItsPlace ? verdict : AccessFormats.Verdict.INVALID;
    }
}
