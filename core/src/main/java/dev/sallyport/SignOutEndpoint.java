package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import java.time.Instant;
import java.util.Optional;

/** Ends sessions: in the store first, then here, then in the browser [21]. */
final class SignOutEndpoint {

    private final CredentialsReader reader;
    private final Authenticator authenticator;
    private final SessionLookup lookup;
    private final CsrfGuard csrf;
    private final RevocationCheck revocations;
    private final SecurityEvents events;
    private final SessionCookies cookies;

    SignOutEndpoint(
            CredentialsReader reader,
            Authenticator authenticator,
            SessionLookup lookup,
            CsrfGuard csrf,
            RevocationCheck revocations,
            SecurityEvents events,
            SessionCookies cookies) {
        this.reader = reader;
        this.authenticator = authenticator;
        this.lookup = lookup;
        this.csrf = csrf;
        this.revocations = revocations;
        this.events = events;
        this.cookies = cookies;
    }

    /** A token in a header that this server did not make names no session: the one to end is then the cookies'. */
    Reply handle(RequestContext context) {
        Authentication authentication = authenticator.authenticate(context.credentials(), context.now());
        if (context.credentials().areInHeader() && authentication instanceof Authentication.Anonymous) {
            RequestContext byCookies = reader.byCookies(context);
            return signOut(byCookies, authenticator.authenticate(byCookies.credentials(), context.now()));
        }
        return signOut(context, authentication);
    }

    private Reply signOut(RequestContext context, Authentication authentication) {
        boolean inHeader = context.credentials().areInHeader();
        Optional<Caller> leaver = leaver(authentication, inHeader);
        Optional<SessionRef> session = leaver.map(SessionRef::of)
                .or(() -> lookup.refreshable(context).map(found -> SessionRef.of(found.session())));
        RefusedException.throwIf(session.flatMap(ending -> csrf.problem(context, ending)));
        // A program that sends its last token again and again ends nothing, and must not write an event each time.
        session.filter(ending -> revocations.end(ending.sessionId(), context.now()))
                .ifPresent(ended -> events.raise(Kind.SIGNED_OUT, context, ended));
        Transport unknown = inHeader ? Transport.HEADER : Transport.COOKIE;
        return goodbye(leaver.map(Caller::transport).orElse(unknown));
    }

    /**
     * An expired token in a header counts, since nothing else names its session, which must not live on unnoticed. An expired
     * one in a cookie has the refresh cookie beside it.
     */
    private static Optional<Caller> leaver(Authentication authentication, boolean inHeader) {
        return inHeader && authentication instanceof Authentication.Expired expired
                ? Optional.of(expired.was())
                : authentication.caller();
    }

    Reply everywhere(RequestContext context, Caller caller) {
        revocations.endAll(caller.userId(), context.now());
        events.raise(Kind.ALL_SESSIONS_ENDED, context, SessionRef.of(caller));
        return goodbye(caller.transport());
    }

    /** What the application does to a user's sessions, for no request. */
    void revokeAll(String userId, Instant now) {
        revocations.endAll(userId, now);
        events.raise(Kind.ALL_SESSIONS_ENDED, now, userId);
    }

    private Reply goodbye(Transport transport) {
        return Reply.noContent().with(cookies.endSession(transport));
    }
}
