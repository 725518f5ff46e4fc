package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.web.Reply;
import java.util.List;
import java.util.Optional;

/** Tells a page who is signed in, and gives it a CSRF token either way. */
final class Greeting {

    private final Wiring wiring;
    private final Refreshing refreshing;

    Greeting(Wiring wiring, Refreshing refreshing) {
        this.wiring = wiring;
        this.refreshing = refreshing;
    }

    /**
     * To a page of an unlisted origin nothing is given, nor to a link there: Strict cookies did not come along, so what seems to
     * be missing may be there, and a new CSRF or visitor cookie would take the place of the one that a tab of ours holds.
     */
    Reply greet(Visit visit) {
        Reply reply = answer(visit);
        return wiring.doors().isCausedElsewhere(visit.request())
                ? new Reply(reply.status(), reply.headers(), List.of(), reply.body())
                : reply;
    }

    private Reply answer(Visit visit) {
        // By the cookies, what a page needs to sign in with them comes along, which no token in a header stands for.
        return signedIn(visit)
                .orElseGet(() -> visit.isInHeaderForm() ? answer(wiring.doors().byCookies(visit)) : visitor(visit));
    }

    private Optional<Reply> signedIn(Visit visit) {
        Decision decision = wiring.identities().caller(visit);
        return decision.caller()
                .flatMap(caller -> liveSession(visit, caller)
                        .flatMap(session -> wiring.parts()
                                .accounts()
                                .find(caller.userId())
                                .map(user ->
                                        wiring.answers().session(visit, user, session, caller.accessExpiresAt()))));
    }

    private Optional<Session> liveSession(Visit visit, Caller caller) {
        Optional<Session> live =
                wiring.parts().sessions().find(caller.sessionId()).filter(session -> session.isLive(visit.now()));
        if (live.isEmpty()) {
            // Another node ended it. Were that not noted here, the access token would still name the session at the
            // next sign-in, and the visitor's CSRF token in this answer would not fit it.
            wiring.ended().add(caller.sessionId(), visit.now());
        }
        return live;
    }

    private Reply visitor(Visit visit) {
        Optional<Session> continued = wiring.identities().refreshableSession(visit);
        boolean refreshable = continued
                .filter(session -> refreshing.isWorthTrying(visit, session))
                .isPresent();
        Optional<String> named =
                continued.map(Session::id).or(() -> wiring.identities().visitor(visit));
        if (named.isPresent()) {
            return wiring.answers().visitor(visit, refreshable, named.get());
        }
        String name = wiring.tokens().visitors().issue(visit.now());
        return wiring.answers()
                .visitor(visit, false, name)
                .with(List.of(wiring.cookies().visitor(name, Optional.empty())));
    }
}
