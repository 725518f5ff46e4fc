package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.key.Secrets;
import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.RefreshTokenFamily;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.social.ProviderAuthentication;
import dev.sallyport.token.OneTimeValue;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.token.RefreshTokens;
import dev.sallyport.web.DeviceName;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Opens a session that nothing stands against any more but what may have been used before. */
final class SessionOpener {

    /**
     * Who somebody proved to be.
     *
     * @param at when they proved it; a provider may have been shown it long ago [35]
     * @param once what proved it, where that is good once only
     */
    record Proof(User user, Instant at, Optional<OneTimeValue> once) {

        /** By what a provider says. Where it says nothing of the time, the proof was not recent, whatever for. */
        static Proof of(User user, ProviderAuthentication proven) {
            return new Proof(user, proven.authenticatedAt().orElse(Instant.EPOCH), proven.once());
        }
    }

    /**
     * A session to be.
     *
     * @param before the session it takes the place of
     */
    record Opening(
            Proof by, Transport transport, List<String> methods, Optional<SessionRef> before, OneTimeValues spent) {

        User user() {
            return by.user();
        }

        @Override
        public String toString() {
            return "Opening for " + user().id();
        }
    }

    private final SessionStore sessions;
    private final Duration lifetime;
    private final RefreshTokens tokens;
    private final PreSessionRegistry preSessions;
    private final RevocationCheck revocations;
    private final SecurityEvents events;
    private final Replies replies;
    private final SessionCookies cookies;

    SessionOpener(
            SessionStore sessions,
            Duration lifetime,
            RefreshTokens tokens,
            PreSessionRegistry preSessions,
            RevocationCheck revocations,
            SecurityEvents events,
            Replies replies,
            SessionCookies cookies) {
        this.sessions = sessions;
        this.lifetime = lifetime;
        this.tokens = tokens;
        this.preSessions = preSessions;
        this.revocations = revocations;
        this.events = events;
        this.replies = replies;
        this.cookies = cookies;
    }

    /** The session answer of a new session, which ends the one before it. */
    Reply open(RequestContext context, Opening opening) {
        RefreshToken refresh = tokens.first(Secrets.randomId());
        Session session = session(context, opening, refresh);
        // Before the session is opened comes everything that can fail.
        Reply reply = replies.grant(context, opening.user(), session, refresh)
                .orElseThrow(() -> new RefusedException(Refusal.ACCESS_TOKEN_TOO_LARGE))
                .with(cookies.endPast(opening.transport(), context.credentials().cookies()));
        store(context, opening, session);
        opening.before().ifPresent(ended -> {
            revocations.noteRevoked(ended.sessionId(), context.now());
            events.raise(Kind.SESSION_ENDED, context, ended);
        });
        events.raise(Kind.SIGNED_IN, context, SessionRef.of(session));
        return reply;
    }

    private Session session(RequestContext context, Opening opening, RefreshToken refresh) {
        return new Session(
                refresh.sessionId(),
                opening.user().id(),
                opening.transport(),
                opening.methods(),
                times(context.now(), opening.by().at()),
                RefreshTokenFamily.startingWith(refresh.hash()),
                context.client().named(DeviceName::of),
                Optional.empty());
    }

    private Session.Times times(Instant now, Instant provedAt) {
        Instant authenticatedAt = provedAt.isAfter(now) ? now : provedAt.truncatedTo(ChronoUnit.MILLIS);
        return new Session.Times(now, authenticatedAt, now, now.plus(lifetime));
    }

    /** The step that opens the session uses up what is good once: in two steps, one could happen without the other. */
    private void store(RequestContext context, Opening opening, Session session) {
        OneTimeValues spent = opening.spent();
        Optional<OneTimeValue> usedBefore =
                sessions.open(session, opening.before().map(SessionRef::sessionId), spent.names(preSessions));
        if (usedBefore.filter(spent::isProof).isPresent()) {
            throw new RefusedException(ProviderGateway.NOT_CONFIRMED);
        }
        // Known here from now on, the name is not asked for again, and a page that asks is given a new one.
        spent.preSession().ifPresent(name -> preSessions.spend(name, context.now()));
        if (usedBefore.isPresent()) {
            throw new RefusedException(spent.ofPreSession());
        }
    }
}
