package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends sessions: in the store first, then here, then in the browser [21]. */
final class SignOutEndpoint {

    private final Wiring wiring;

    SignOutEndpoint(Wiring wiring) {
        this.wiring = wiring;
    }

    /** A token in a header that this server did not make names no session: the one to end is then the cookies'. */
    Reply signOut(RequestContext context) {
        boolean byHeader = context.isInHeaderForm() && wiring.identities().isOurs(context);
        return leave(
                byHeader || !context.isInHeaderForm() ? context : wiring.doors().byCookies(context));
    }

    private Reply leave(RequestContext context) {
        Optional<Caller> leaver = wiring.identities().leaver(context);
        leaver.map(SessionRef::of)
                .or(() -> wiring.identities().refreshableSession(context).map(SessionRef::of))
                .ifPresent(ref -> {
                    wiring.doors().requireSecondDoor(context, ref);
                    // Else a program would write an event each time it sends its last token again.
                    if (wiring.endSession(context, ref.sessionId())) {
                        wiring.events().raise(Kind.SIGNED_OUT, context, ref);
                    }
                });
        Transport nobodys = context.isInHeaderForm() ? Transport.HEADER : Transport.COOKIE;
        return bye(leaver.map(Caller::transport).orElse(nobodys));
    }

    Reply signOutEverywhere(RequestContext context, Caller caller) {
        noteEnded(wiring.parts().sessions().revokeAll(caller.userId(), context.now()), context.now());
        wiring.events().raise(Kind.ALL_SESSIONS_ENDED, context, SessionRef.of(caller));
        return bye(caller.transport());
    }

    Reply endOtherSessions(RequestContext context, Caller caller) {
        List<String> ended = wiring.parts().sessions().revokeOthers(caller.userId(), caller.sessionId(), context.now());
        noteEnded(ended, context.now());
        if (!ended.isEmpty()) {
            wiring.events().raise(Kind.OTHER_SESSIONS_ENDED, context, SessionRef.of(caller));
        }
        return Reply.noContent();
    }

    Reply endSession(RequestContext context, Caller caller, String id) {
        Session theirs = wiring.parts()
                .sessions()
                .find(id)
                .filter(session -> session.userId().equals(caller.userId()) && session.isLive(context.now()))
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
        wiring.endSession(context, id);
        wiring.events().raise(Kind.SESSION_ENDED, context, SessionRef.of(theirs));
        return id.equals(caller.sessionId()) ? bye(caller.transport()) : Reply.noContent();
    }

    void endAll(String userId, Instant now) {
        noteEnded(wiring.parts().sessions().revokeAll(userId, now), now);
        wiring.events().raise(Kind.ALL_SESSIONS_ENDED, now, userId);
    }

    private void noteEnded(List<String> ids, Instant now) {
        ids.forEach(id -> wiring.ended().add(id, now));
    }

    private Reply bye(Transport transport) {
        return Reply.noContent().with(wiring.cookies().endSession(transport));
    }
}
