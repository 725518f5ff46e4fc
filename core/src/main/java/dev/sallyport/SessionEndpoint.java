package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.web.Reply;
import java.util.List;
import java.util.Optional;

/** Tells a page who is signed in, and gives it a CSRF token either way. */
final class SessionEndpoint {

    private final Wiring wiring;
    private final RefreshEndpoint refreshing;

    SessionEndpoint(Wiring wiring, RefreshEndpoint refreshing) {
        this.wiring = wiring;
        this.refreshing = refreshing;
    }

    /**
     * To a page of an unlisted origin nothing is given, nor to a link there: Strict cookies did not come along, so what seems to
     * be missing may be there, and a new CSRF or visitor cookie would take the place of the one that a tab of ours holds.
     */
    Reply greet(RequestContext context) {
        Reply reply = answer(context);
        return wiring.doors().isCausedElsewhere(context.request())
                ? new Reply(reply.status(), reply.headers(), List.of(), reply.body())
                : reply;
    }

    private Reply answer(RequestContext context) {
        // By the cookies, what a page needs to sign in with them comes along, which no token in a header stands for.
        return signedIn(context)
                .orElseGet(
                        () -> context.isInHeaderForm() ? answer(wiring.doors().byCookies(context)) : visitor(context));
    }

    private Optional<Reply> signedIn(RequestContext context) {
        Decision decision = wiring.identities().caller(context);
        return decision.caller()
                .flatMap(caller -> liveSession(context, caller)
                        .flatMap(session -> wiring.parts()
                                .accounts()
                                .find(caller.userId())
                                .map(user ->
                                        wiring.answers().session(context, user, session, caller.accessExpiresAt()))));
    }

    private Optional<Session> liveSession(RequestContext context, Caller caller) {
        Optional<Session> live =
                wiring.parts().sessions().find(caller.sessionId()).filter(session -> session.isLive(context.now()));
        if (live.isEmpty()) {
            // Another node ended it. Were that not noted here, the access token would still name the session at the
            // next sign-in, and the visitor's CSRF token in this answer would not fit it.
            wiring.ended().add(caller.sessionId(), context.now());
        }
        return live;
    }

    private Reply visitor(RequestContext context) {
        Optional<Session> continued = wiring.identities().refreshableSession(context);
        boolean refreshable = continued
                .filter(session -> refreshing.isWorthTrying(context, session))
                .isPresent();
        Optional<String> named =
                continued.map(Session::id).or(() -> wiring.identities().visitor(context));
        if (named.isPresent()) {
            return wiring.answers().visitor(context, refreshable, named.get());
        }
        String name = wiring.tokens().visitors().issue(context.now());
        return wiring.answers()
                .visitor(context, false, name)
                .with(List.of(wiring.cookies().visitor(name, Optional.empty())));
    }
}
