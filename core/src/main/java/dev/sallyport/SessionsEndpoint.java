package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.web.Reply;
import java.time.Instant;
import java.util.List;

/** A user's sessions, in their own hands. */
final class SessionsEndpoint {

    private final SessionStore sessions;
    private final Rotation rotation;
    private final RevocationCheck revocations;
    private final SecurityEvents events;
    private final Replies replies;
    private final SessionCookies cookies;

    SessionsEndpoint(
            SessionStore sessions,
            Rotation rotation,
            RevocationCheck revocations,
            SecurityEvents events,
            Replies replies,
            SessionCookies cookies) {
        this.sessions = sessions;
        this.rotation = rotation;
        this.revocations = revocations;
        this.events = events;
        this.replies = replies;
        this.cookies = cookies;
    }

    Reply list(RequestContext context, Caller caller) {
        List<Session> live = sessions.liveSessions(caller.userId(), context.now()).stream()
                .filter(session -> goesOn(session, context.now()))
                .toList();
        return replies.sessions(live, caller.sessionId());
    }

    /** Whether the session is live and would be refreshed if somebody asked. */
    boolean goesOn(Session session, Instant now) {
        return session.isLive(now) && !rotation.isOver(session.times(), now);
    }

    Reply endOthers(RequestContext context, Caller caller) {
        if (revocations.endOthers(caller.userId(), caller.sessionId(), context.now())) {
            events.raise(Kind.OTHER_SESSIONS_ENDED, context, SessionRef.of(caller));
        }
        return Reply.noContent();
    }

    Reply end(RequestContext context, Caller caller, String id) {
        Session theirs = sessions.find(id)
                .filter(session -> session.userId().equals(caller.userId()) && session.isLive(context.now()))
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
        revocations.end(id, context.now());
        events.raise(Kind.SESSION_ENDED, context, SessionRef.of(theirs));
        Reply done = Reply.noContent();
        return id.equals(caller.sessionId()) ? done.with(cookies.endSession(caller.transport())) : done;
    }
}
