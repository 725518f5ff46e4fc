package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import java.time.Instant;
import java.util.Optional;

/** Ends sessions: in the store first, then here, then in the browser [21]. */
final class Leaving {

    private final Wiring wiring;

    Leaving(Wiring wiring) {
        this.wiring = wiring;
    }

    Reply signOut(Visit visit) {
        Optional<Caller> leaver = wiring.identities().leaver(visit);
        leaver.map(Caller::sessionId)
                .or(() -> wiring.identities().refreshableSession(visit).map(Session::id))
                .ifPresent(id -> {
                    wiring.doors().requireSecondDoor(visit, id);
                    wiring.endSession(visit, id);
                    wiring.raise(Kind.SIGNED_OUT, visit, Optional.empty(), Optional.of(id));
                });
        Transport nobodys = visit.isInHeaderForm() ? Transport.HEADER : Transport.COOKIE;
        return bye(leaver.map(Caller::transport).orElse(nobodys));
    }

    Reply signOutEverywhere(Visit visit, Caller caller) {
        endAll(caller.userId(), visit.now());
        return bye(caller.transport());
    }

    Reply endSession(Visit visit, Caller caller, String id) {
        boolean isTheirs = wiring.parts()
                .sessions()
                .find(id)
                .filter(session -> session.userId().equals(caller.userId()) && session.isLive(visit.now()))
                .isPresent();
        if (!isTheirs) {
            throw new RefusedException(Refusal.NOT_FOUND);
        }
        wiring.endSession(visit, id);
        wiring.raise(Kind.SESSION_ENDED, visit, Optional.of(caller.userId()), Optional.of(id));
        return id.equals(caller.sessionId()) ? bye(caller.transport()) : Reply.noContent();
    }

    void endAll(String userId, Instant now) {
        Sallyport.Parts parts = wiring.parts();
        parts.sessions().revokeAll(userId, now).forEach(id -> wiring.ended().add(id, now));
        parts.listener().on(new SecurityEvent(Kind.ALL_SESSIONS_ENDED, now, Optional.of(userId), Optional.empty(), ""));
    }

    private Reply bye(Transport transport) {
        return Reply.noContent().with(wiring.cookies().endSession(transport));
    }
}
