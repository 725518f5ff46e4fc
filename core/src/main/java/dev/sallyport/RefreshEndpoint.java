package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.Rotation.Verdict;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.session.Transport;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.token.RefreshTokens;
import dev.sallyport.web.DeviceName;
import dev.sallyport.web.Reply;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Exchanges a refresh token for its successor (RFC 6749 section 6, RFC 9700 section 4.14.2).
 *
 * <p>{@link OutageAwareRotation} judges what was read, and one conditional update decides who won. Whoever loses reads again and is
 * judged once more: by then its token is the previous one, so it is given what the winner was given.
 */
final class RefreshEndpoint {

    private static final Set<Refusal> FOR_ITS_VERDICT =
            Set.of(Refusal.REFRESH_EXPIRED, Refusal.SESSION_REVOKED, Refusal.REFRESH_REUSED);

    private final List<Transport> enabled;
    private final OutageAwareRotation rotation;
    private final SessionStore sessions;
    private final RefreshTokens tokens;
    private final SessionLookup lookup;
    private final CsrfGuard csrf;
    private final RevocationCheck revocations;
    private final Accounts accounts;
    private final Replies replies;
    private final SecurityEvents events;
    private final GateObserver observer;
    private final Clock clock;

    RefreshEndpoint(
            List<Transport> enabled,
            OutageAwareRotation rotation,
            SessionStore sessions,
            RefreshTokens tokens,
            SessionLookup lookup,
            CsrfGuard csrf,
            RevocationCheck revocations,
            Accounts accounts,
            Replies replies,
            SecurityEvents events,
            GateObserver observer,
            Clock clock) {
        this.enabled = enabled;
        this.rotation = rotation;
        this.sessions = sessions;
        this.tokens = tokens;
        this.lookup = lookup;
        this.csrf = csrf;
        this.revocations = revocations;
        this.accounts = accounts;
        this.replies = replies;
        this.events = events;
        this.observer = observer;
        this.clock = clock;
    }

    /** A refresh token and the place it came in. */
    private record Presented(RefreshToken token, boolean inBody) {}

    /** Refreshes with the token in {@code body}, if there is one, else with that in the cookie. */
    Reply handle(RequestContext context, Optional<String> body) {
        if (body.isPresent() && !enabled.contains(Transport.HEADER)) {
            throw new RefusedException(Refusal.TRANSPORT_NOT_ENABLED);
        }
        String text = body.or(() -> lookup.refreshCookie(context))
                .orElseThrow(() -> new RefusedException(Refusal.REFRESH_MISSING));
        Presented presented = tokens.parse(text)
                .map(token -> new Presented(token, body.isPresent()))
                .orElseThrow(() -> new RefusedException(Refusal.REFRESH_UNKNOWN));
        return tryOnce(context, presented)
                .or(() -> tryOnce(context, presented))
                // Overtaken twice: nothing is lost, the same token may be brought again.
                .orElseThrow(() -> new RefusedException(Problem.storeUnavailable()));
    }

    /** Empty where another request won the race. */
    private Optional<Reply> tryOnce(RequestContext context, Presented presented) {
        Session session = sessions.find(presented.token().sessionId())
                // Taken out of a cookie and sent in a body, it would turn into a token that script can read.
                .filter(found -> lookup.accepts(found, presented.inBody()))
                .orElseThrow(() -> new RefusedException(Refusal.REFRESH_UNKNOWN));
        // The request may have waited for the store or lost a race, so the time at which it came is out of date [31].
        RequestContext latest = context.at(clock.instant());
        Verdict verdict = rotation.judge(session, presented.token(), latest.client(), latest.now());
        Optional<Problem> problem = problem(latest, presented, session, verdict);
        if (problem.filter(found -> found.refusal() == Refusal.REFRESH_REUSED).isPresent()) {
            revocations.end(session.id(), latest.now());
        }
        problem.filter(found -> FOR_ITS_VERDICT.contains(found.refusal()))
                .ifPresent(any -> observer.refreshJudged(verdict));
        RefusedException.throwIf(problem.map(found -> found.about(SessionRef.of(session))));
        return rotate(withCsrfToken(latest, presented), presented.token(), session, verdict);
    }

    /** Why the refresh is refused. The CSRF token comes before reuse, or another site could have a session revoked. */
    private Optional<Problem> problem(RequestContext context, Presented presented, Session session, Verdict verdict) {
        if (verdict == Verdict.EXPIRED) {
            return Optional.of(Problem.of(Refusal.REFRESH_EXPIRED));
        }
        if (verdict == Verdict.REVOKED) {
            return Optional.of(Problem.of(Refusal.SESSION_REVOKED));
        }
        // What is answered above changes nothing and needs no CSRF token. What is answered below does.
        Optional<Problem> forged =
                presented.inBody() ? Optional.empty() : csrf.problem(context.request(), session.id());
        if (forged.isPresent() || verdict == Verdict.ROTATE || verdict == Verdict.REPEAT) {
            return forged;
        }
        Problem reused = Problem.of(Refusal.REFRESH_REUSED);
        return Optional.of(verdict == Verdict.SHARED ? reused.toldAs(Kind.REFRESH_SHARED) : reused);
    }

    private RequestContext withCsrfToken(RequestContext context, Presented presented) {
        return presented.inBody() ? context : csrf.verified(context);
    }

    private Optional<Reply> rotate(RequestContext context, RefreshToken token, Session session, Verdict verdict) {
        RefreshToken successor = tokens.successor(token);
        // Before the update comes everything that can fail: a token may only be spent once its successor is on its way.
        Reply reply = replies.grant(context, requireUser(session, context), session, successor)
                .orElseThrow(() -> refused(Refusal.ACCESS_TOKEN_TOO_LARGE, session));
        boolean isRepeat = verdict == Verdict.REPEAT;
        if (!(isRepeat ? repeat(context, session, token) : advance(context, session, token, successor))) {
            return Optional.empty();
        }
        rotation.answered(token);
        observer.refreshJudged(verdict);
        events.raise(isRepeat ? Kind.REFRESH_REPEATED : Kind.REFRESHED, context, SessionRef.of(session));
        return Optional.of(reply);
    }

    private boolean advance(RequestContext context, Session session, RefreshToken token, RefreshToken successor) {
        try {
            return sessions.advance(
                    session, session.rotatedTo(successor.hash(), context.now(), namedClient(context, session)));
        } catch (StoreUnavailableException fault) {
            rotation.unanswered(token, context.now());
            throw fault;
        }
    }

    /** Counts a reuse at most once for each rotation. A reuse that a fault of the store caused is not counted. */
    private boolean repeat(RequestContext context, Session session, RefreshToken token) {
        return session.family().repeats().last()
                || rotation.isUnanswered(token, context.now())
                || sessions.countRepeat(session);
    }

    /** The device is named anew only if the user agent has changed: naming it takes longer than all the rest of a refresh. */
    private static Session.Client namedClient(RequestContext context, Session session) {
        Session.Client client = context.client();
        boolean isNamed = client.userAgent().equals(session.client().userAgent())
                && session.client().device().isPresent();
        return client.named(isNamed ? same -> session.client().device() : DeviceName::of);
    }

    private User requireUser(Session session, RequestContext context) {
        return accounts.find(session.userId()).orElseThrow(() -> {
            revocations.end(session.id(), context.now());
            events.raise(Kind.SESSION_ENDED, context, SessionRef.of(session));
            return refused(Refusal.SESSION_REVOKED, session);
        });
    }

    private static RefusedException refused(Refusal refusal, Session session) {
        return new RefusedException(Problem.of(refusal).about(SessionRef.of(session)));
    }
}
