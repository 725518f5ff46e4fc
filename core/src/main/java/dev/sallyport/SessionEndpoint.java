package dev.sallyport;

import dev.sallyport.SessionLookup.Refreshable;
import dev.sallyport.session.Session;
import dev.sallyport.web.Reply;
import java.util.List;
import java.util.Optional;

/** Tells a page who is signed in, and gives it a CSRF token either way. */
final class SessionEndpoint {

    private final CredentialsReader reader;
    private final OriginGuard origins;
    private final SessionLookup lookup;
    private final PreSessionRegistry preSessions;
    private final Accounts accounts;
    private final OutageAwareRotation rotation;
    private final Replies replies;

    SessionEndpoint(
            CredentialsReader reader,
            OriginGuard origins,
            SessionLookup lookup,
            PreSessionRegistry preSessions,
            Accounts accounts,
            OutageAwareRotation rotation,
            Replies replies) {
        this.reader = reader;
        this.origins = origins;
        this.lookup = lookup;
        this.preSessions = preSessions;
        this.accounts = accounts;
        this.rotation = rotation;
        this.replies = replies;
    }

    /**
     * A page of an unlisted origin is given no cookie, and neither is a link there. Strict cookies did not come along, so what
     * seems to be missing may be there, and a new cookie would take the place of the one that a tab of ours holds.
     */
    Reply handle(RequestContext context) {
        Reply reply = answer(context);
        return origins.isCausedElsewhere(context.request())
                ? new Reply(reply.status(), reply.headers(), List.of(), reply.body())
                : reply;
    }

    private Reply answer(RequestContext context) {
        // A token in a header brings nothing that a page needs to sign in with cookies, so the cookies are asked as
        // well.
        return signedIn(context)
                .orElseGet(() ->
                        context.credentials().areInHeader() ? answer(reader.byCookies(context)) : anonymous(context));
    }

    private Optional<Reply> signedIn(RequestContext context) {
        return lookup.caller(context)
                .flatMap(caller -> lookup.liveSession(caller, context.now())
                        .flatMap(session -> accounts.find(caller.userId())
                                .map(user -> replies.session(context, user, session, caller.accessExpiresAt()))));
    }

    private Reply anonymous(RequestContext context) {
        Optional<Refreshable> left = lookup.refreshable(context);
        boolean isRefreshable = left.filter(found ->
                        rotation.earnsSuccessor(found.session(), found.token(), context.client(), context.now()))
                .isPresent();
        Optional<String> name = left.map(Refreshable::session).map(Session::id).or(() -> preSessions.nameIn(context));
        if (name.isPresent()) {
            return replies.anonymous(context, isRefreshable, name.get());
        }
        String fresh = preSessions.issue(context.now());
        return replies.anonymous(context, false, fresh).with(List.of(preSessions.cookie(fresh)));
    }
}
