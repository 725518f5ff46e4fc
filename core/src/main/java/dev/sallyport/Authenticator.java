package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.web.Authorization;
import java.util.List;
import java.util.Optional;

/** Reads from a request who it speaks for. */
final class Authenticator {

    private final SallyportConfig.CookieNames names;
    private final List<Transport> enabled;
    private final Tokens tokens;
    private final AccessFormats formats;
    private final SessionStore sessions;

    Authenticator(SallyportConfig config, Tokens tokens, AccessFormats formats, SessionStore sessions) {
        this.names = config.cookies();
        this.enabled = config.transports().enabled();
        this.tokens = tokens;
        this.formats = formats;
        this.sessions = sessions;
    }

    /** The caller whose access token came along and still holds, or why there is none. */
    Decision caller(RequestContext context) {
        Optional<String> text = accessToken(context);
        if (text.isEmpty()) {
            return new Decision.Anonymous(
                    context.isInHeaderForm() ? Refusal.MALFORMED_REQUEST : Refusal.ACCESS_MISSING);
        }
        AccessFormats.Verdict verdict = verdict(context, text.get());
        return verdict.held()
                .<Decision>map(access -> new Decision.Admitted(access.caller()))
                .orElseGet(() -> new Decision.Anonymous(verdict.because().orElseThrow()));
    }

    /** Whether a refresh cookie came along, whatever it holds. */
    boolean bringsRefreshCookie(RequestContext context) {
        return context.cookies().value(names.refresh()) != null;
    }

    /** The refresh token that came in the cookie, if this server made it. */
    Optional<RefreshToken> refreshToken(RequestContext context) {
        return Optional.ofNullable(context.cookies().value(names.refresh())).flatMap(tokens.refresh()::parse);
    }

    /** The live session that the refresh cookie names. */
    Optional<Session> refreshableSession(RequestContext context) {
        return refreshToken(context)
                .flatMap(token -> sessions.find(token.sessionId()))
                .filter(session -> session.isLive(context.now()) && mayBringItsRefreshToken(session, false));
    }

    /** Whether the session's refresh token travels this way. One that turns up in the other place was carried there. */
    boolean mayBringItsRefreshToken(Session session, boolean inBody) {
        Transport transport = session.transport();
        return enabled.contains(transport) && transport.keepsRefreshInCookie() != inBody;
    }

    /** The live session that the access cookie names, else the one that the refresh cookie names. */
    Optional<SessionRef> liveSession(RequestContext context) {
        return caller(context)
                .caller()
                .map(SessionRef::of)
                .or(() -> refreshableSession(context).map(SessionRef::of));
    }

    /**
     * Who wants to leave: the caller, also by an access token in a header that has expired. A cookie's expired token has the
     * refresh cookie beside it; in header form nothing else names the session, and it must not live on unnoticed.
     */
    Optional<Caller> leaver(RequestContext context) {
        return accessToken(context)
                .map(text -> verdict(context, text))
                .filter(verdict -> verdict.because().isEmpty()
                        || (context.isInHeaderForm() && verdict.because().get() == Refusal.ACCESS_EXPIRED))
                .flatMap(AccessFormats.Verdict::access)
                .map(Access::caller);
    }

    /** Whether this server made the access token, in force or not, and for the place it came in. */
    boolean isOurs(RequestContext context) {
        return accessToken(context)
                .map(text -> verdict(context, text))
                .filter(verdict -> !verdict.because().equals(Optional.of(Refusal.ACCESS_INVALID)))
                .isPresent();
    }

    /** The visitor named by the cookie, while the name holds and nobody has signed in with it. */
    Optional<String> visitor(RequestContext context) {
        return Optional.ofNullable(context.cookies().value(names.visitor()))
                .filter(name -> tokens.visitors().isLive(name, context.now()))
                .filter(name -> !tokens.spentVisitors().contains(name));
    }

    private Optional<String> accessToken(RequestContext context) {
        return context.isInHeaderForm()
                ? context.authorization().flatMap(Authorization::token)
                : Optional.ofNullable(context.cookies().value(names.access()));
    }

    private AccessFormats.Verdict verdict(RequestContext context, String text) {
        AccessFormats.Verdict verdict = formats.verify(text, context.now());
        boolean inItsPlace = verdict.access()
                .filter(access -> enabled.contains(access.transport())
                        && access.transport().keepsAccessInCookie() != context.isInHeaderForm())
                .isPresent();
        // A cookie's token in a header, or a header's in a cookie, was carried there by someone who read it.
        return verdict.access().isEmpty() || inItsPlace ? verdict : AccessFormats.Verdict.INVALID;
    }
}
