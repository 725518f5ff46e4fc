package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.Rotation.Verdict;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.session.Transport;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.token.RefreshTokens;
import dev.sallyport.web.DeviceName;
import dev.sallyport.web.Reply;
import java.util.List;
import java.util.Optional;

/**
 * Exchanges a refresh token for its successor (RFC 6749 section 6, RFC 9700 section 4.14.2).
 *
 * <p>{@link OutageAwareRotation} judges what was read, and one conditional update decides who won. Whoever loses reads again and is
 * judged once more: by then its token is the previous one, so it is given what the winner was given.
 */
final class RefreshEndpoint {

    private final Wiring wiring;
    private final OutageAwareRotation judge;
    private final SessionStore sessions;
    private final RefreshTokens tokens;
    private final List<Transport> enabled;

    RefreshEndpoint(Wiring wiring, SallyportConfig config) {
        this.wiring = wiring;
        this.judge = new OutageAwareRotation(config.refreshToken().rotation(), wiring.ended());
        this.enabled = config.transports().enabled();
        this.sessions = wiring.parts().sessions();
        this.tokens = wiring.tokens().refresh();
    }

    /** A refresh token and the place it came in. */
    private record Presented(RefreshToken token, boolean inBody) {}

    /** Whether the refresh token that names {@code session} would earn a successor. Changes nothing. */
    boolean isWorthTrying(RequestContext context, Session session) {
        return wiring.identities()
                .refreshToken(context)
                .map(token -> judge.judge(session, token, context.client(), context.now()))
                .filter(verdict -> verdict == Verdict.ROTATE || verdict == Verdict.REPEAT)
                .isPresent();
    }

    /** Refreshes with the token in {@code body}, if there is one, else with that in the cookie. */
    Reply refresh(RequestContext context, Optional<String> body) {
        if (body.isEmpty() && !wiring.identities().bringsRefreshCookie(context)) {
            throw new RefusedException(Refusal.REFRESH_MISSING);
        }
        if (body.isPresent() && !enabled.contains(Transport.HEADER)) {
            throw new RefusedException(Refusal.TRANSPORT_NOT_ENABLED);
        }
        Optional<RefreshToken> token = body.isPresent()
                ? tokens.parse(body.get())
                : wiring.identities().refreshToken(context);
        Presented presented = token.map(ours -> new Presented(ours, body.isPresent()))
                .orElseThrow(() -> new RefusedException(Refusal.REFRESH_UNKNOWN));
        return attempt(context, presented)
                .or(() -> attempt(context, presented))
                // Overtaken twice: nothing is lost, the same token may be brought again.
                .orElseThrow(RefusedException::storeUnavailable);
    }

    /** Empty where another request won the race. */
    private Optional<Reply> attempt(RequestContext context, Presented presented) {
        Session session = sessions.find(presented.token().sessionId())
                // Taken out of a cookie and sent in a body, it would turn into a token that script can read.
                .filter(found -> wiring.identities().mayBringItsRefreshToken(found, presented.inBody()))
                .orElseThrow(() -> new RefusedException(Refusal.REFRESH_UNKNOWN));
        // Of now and not of when the request came: it may have waited for the store, and lost a race meanwhile [31].
        return SessionRef.of(session).attempt(() -> attempt(context.at(wiring.now()), presented, session));
    }

    private Optional<Reply> attempt(RequestContext context, Presented presented, Session session) {
        RefreshToken token = presented.token();
        Verdict verdict = judge.judge(session, token, context.client(), context.now());
        if (verdict == Verdict.EXPIRED) {
            throw new RefusedException(Refusal.REFRESH_EXPIRED);
        }
        if (verdict == Verdict.REVOKED) {
            throw new RefusedException(Refusal.SESSION_REVOKED);
        }
        // From here on the request changes something or hands out tokens; that a session is over may be told to anyone.
        if (!presented.inBody()) {
            wiring.doors().requireCsrfToken(context.request(), session.id());
        }
        if (verdict == Verdict.STOLEN || verdict == Verdict.SHARED) {
            throw endFamily(context, session, verdict);
        }
        RefreshToken successor = tokens.successor(token);
        // Before the update comes everything that can fail: a token may only be spent once its successor is on its way.
        Reply reply = wiring.answers().grant(context, userOf(session, context), session, successor);
        boolean given = verdict == Verdict.REPEAT
                ? repeat(context, session, token)
                : advance(context, session, token, successor);
        if (!given) {
            return Optional.empty();
        }
        judge.answered(token);
        Kind kind = verdict == Verdict.REPEAT ? Kind.REFRESH_REPEATED : Kind.REFRESHED;
        wiring.events().raise(kind, context, SessionRef.of(session));
        return Optional.of(reply);
    }

    private boolean advance(RequestContext context, Session session, RefreshToken token, RefreshToken successor) {
        try {
            return sessions.advance(
                    session, session.rotatedTo(successor.hash(), context.now(), namedClient(context, session)));
        } catch (StoreUnavailableException fault) {
            judge.unanswered(token, context.now());
            throw fault;
        }
    }

    /** Counts it once for each rotation; what a fault of the store explains, not at all. */
    private boolean repeat(RequestContext context, Session session, RefreshToken token) {
        return session.lineage().repeats().last()
                || judge.isUnanswered(token, context.now())
                || sessions.countRepeat(session);
    }

    /** A name is looked for when the user agent is another: that takes longer than all the rest of a refresh. */
    private static Session.Client namedClient(RequestContext context, Session session) {
        Session.Client client = context.client();
        boolean isNamed = client.userAgent().equals(session.client().userAgent())
                && session.client().device().isPresent();
        return client.named(isNamed ? same -> session.client().device() : DeviceName::of);
    }

    private User userOf(Session session, RequestContext context) {
        return wiring.parts().accounts().find(session.userId()).orElseThrow(() -> {
            wiring.endSession(context, session.id());
            wiring.events().raise(Kind.SESSION_ENDED, context, SessionRef.of(session));
            return new RefusedException(Refusal.SESSION_REVOKED);
        });
    }

    private RefusedException endFamily(RequestContext context, Session session, Verdict verdict) {
        wiring.endSession(context, session.id());
        RefusedException reused = new RefusedException(Refusal.REFRESH_REUSED);
        return verdict == Verdict.SHARED ? reused.toldAs(Kind.REFRESH_SHARED) : reused;
    }
}
