package dev.sallyport;

import dev.sallyport.key.Secrets;
import dev.sallyport.social.Provider;
import dev.sallyport.social.ReturnTarget;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins code flows (RFC 6749 section 4.1). */
final class StartEndpoint {

    /** Long enough to find one's telephone. */
    private static final Duration LONGEST_FLOW = Duration.ofHours(1);

    /** Where to send the browser, and the cookies it is to bring back. */
    private record AuthorizationRedirect(String location, List<SetCookie> cookies) {

        /** Without the place, which has the state in its query. */
        @Override
        public String toString() {
            return "AuthorizationRedirect";
        }
    }

    private final OriginGuard origins;
    private final SessionLookup lookup;
    private final PreSessionRegistry preSessions;
    private final SignInEndpoint signIn;
    private final ProviderGateway providers;
    private final StateCodec states;
    private final RecentProof recent;

    StartEndpoint(
            OriginGuard origins,
            SessionLookup lookup,
            PreSessionRegistry preSessions,
            SignInEndpoint signIn,
            ProviderGateway providers,
            StateCodec states,
            RecentProof recent) {
        this.origins = origins;
        this.lookup = lookup;
        this.preSessions = preSessions;
        this.signIn = signIn;
        this.providers = providers;
        this.states = states;
        this.recent = recent;
    }

    /** Sends the browser to the provider, so that whoever comes back is signed in. */
    Reply handle(RequestContext context, String provider, Optional<String> returnTo) {
        // Refused before anybody leaves: without a transport by cookies nobody could come back.
        signIn.transportOfPages();
        Provider known = providers.provider(provider);
        ReturnTarget target = target(returnTo);
        RefusedException.throwIf(origins.problemOfNavigation(context.request()));
        AuthorizationRedirect redirect = redirect(context, known, target, lookup.live(context), false);
        return Redirects.seeOther(redirect.location(), redirect.cookies());
    }

    /** Says where to send the browser, so that the account there is linked to the caller's. */
    Reply link(RequestContext context, Caller caller, String provider, Optional<String> returnTo) {
        RefusedException.throwIf(recent.problem(caller, context.now()));
        Optional<SessionRef> session = Optional.of(SessionRef.of(caller));
        AuthorizationRedirect redirect =
                redirect(context, providers.provider(provider), target(returnTo), session, true);
        return Reply.of(200, Map.of("location", redirect.location()))
                .with(Replies.NO_STORE)
                .with(redirect.cookies());
    }

    private AuthorizationRedirect redirect(
            RequestContext context,
            Provider provider,
            ReturnTarget returnTo,
            Optional<SessionRef> from,
            boolean links) {
        Optional<String> known = preSessions.nameIn(context);
        String name = known.orElseGet(() -> preSessions.issue(context.now()));
        AuthorizationState state = new AuthorizationState(
                Secrets.randomId(), provider.id(), returnTo, context.now().plus(LONGEST_FLOW), name, from, links);
        var parameters = states.parameters(state, states.seal(state), context.request());
        return new AuthorizationRedirect(
                providers.authorizationRequest(provider, parameters),
                known.isPresent() ? List.of() : List.of(preSessions.cookie(name)));
    }

    private static ReturnTarget target(Optional<String> returnTo) {
        return returnTo.map(text -> ReturnTarget.parse(text)
                        .orElseThrow(() -> new RefusedException(
                                Refusal.MALFORMED_REQUEST,
                                "returnTo must be a path on this server, such as /account.")))
                .orElse(ReturnTarget.HOME);
    }
}
