package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends sessions: in the store first, then here, then in the browser [21]. */
final class Leaving {

    private final Wiring wiring;

    Leaving(Wiring wiring) {
        this.wiring = wiring;
    }

    /** A token in a header that this server did not make names no session: the one to end is then the cookies'. */
    Reply signOut(Visit visit) {
        boolean byHeader = visit.isInHeaderForm() && wiring.identities().isOurs(visit);
        return leave(
                byHeader || !visit.isInHeaderForm() ? visit : wiring.doors().byCookies(visit));
    }

    private Reply leave(Visit visit) {
        Optional<Caller> leaver = wiring.identities().leaver(visit);
        leaver.map(Party::of)
                .or(() -> wiring.identities().refreshableSession(visit).map(Party::of))
                .ifPresent(party -> {
                    wiring.doors().requireSecondDoor(visit, party);
                    // Else a program would write an event each time it sends its last token again.
                    if (wiring.endSession(visit, party.sessionId())) {
                        wiring.events().raise(Kind.SIGNED_OUT, visit, party);
                    }
                });
        Transport nobodys = visit.isInHeaderForm() ? Transport.HEADER : Transport.COOKIE;
        return bye(leaver.map(Caller::transport).orElse(nobodys));
    }

    Reply signOutEverywhere(Visit visit, Caller caller) {
        noteEnded(wiring.parts().sessions().revokeAll(caller.userId(), visit.now()), visit.now());
        wiring.events().raise(Kind.ALL_SESSIONS_ENDED, visit, Party.of(caller));
        return bye(caller.transport());
    }

    Reply endOtherSessions(Visit visit, Caller caller) {
        List<String> ended = wiring.parts().sessions().revokeOthers(caller.userId(), caller.sessionId(), visit.now());
        noteEnded(ended, visit.now());
        if (!ended.isEmpty()) {
            wiring.events().raise(Kind.OTHER_SESSIONS_ENDED, visit, Party.of(caller));
        }
        return Reply.noContent();
    }

    Reply endSession(Visit visit, Caller caller, String id) {
        Session theirs = wiring.parts()
                .sessions()
                .find(id)
                .filter(session -> session.userId().equals(caller.userId()) && session.isLive(visit.now()))
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
        wiring.endSession(visit, id);
        wiring.events().raise(Kind.SESSION_ENDED, visit, Party.of(theirs));
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
