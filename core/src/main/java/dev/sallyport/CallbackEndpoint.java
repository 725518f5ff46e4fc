package dev.sallyport;

import dev.sallyport.SessionOpener.Opening;
import dev.sallyport.SessionOpener.Proof;
import dev.sallyport.session.SessionStore;
import dev.sallyport.social.Identity;
import dev.sallyport.social.Provider;
import dev.sallyport.social.ProviderAuthentication;
import dev.sallyport.social.SocialStore;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs in, or links, whom a provider sent back (RFC 6749 section 4.1.2). */
final class CallbackEndpoint {

    /** RFC 8176 has no word for it; this is what others call a federated sign-in. */
    static final List<String> FEDERATED = List.of("fed");

    private final SignInEndpoint signIn;
    private final SessionOpener opener;
    private final SessionLookup lookup;
    private final PreSessionRegistry preSessions;
    private final SessionStore sessions;
    private final SocialStore links;
    private final ProviderGateway providers;
    private final StateCodec states;
    private final FederatedAccounts accounts;
    private final Clock clock;

    CallbackEndpoint(
            SignInEndpoint signIn,
            SessionOpener opener,
            SessionLookup lookup,
            PreSessionRegistry preSessions,
            SessionStore sessions,
            SocialStore links,
            ProviderGateway providers,
            StateCodec states,
            FederatedAccounts accounts,
            Clock clock) {
        this.signIn = signIn;
        this.opener = opener;
        this.lookup = lookup;
        this.preSessions = preSessions;
        this.sessions = sessions;
        this.links = links;
        this.providers = providers;
        this.states = states;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param state what the browser came back with as {@code state}, where that was ours */
    Reply handle(
            RequestContext context,
            Provider provider,
            Optional<AuthorizationState> state,
            Map<String, String> parameters) {
        AuthorizationState begun = state.orElseThrow(() -> new RefusedException(Refusal.STATE_MISMATCH));
        RefusedException.throwIf(problem(context, provider, begun));
        var asked = states.parameters(begun, parameters.getOrDefault("state", ""), context.request());
        ProviderAuthentication proven =
                providers.identify(provider, asked, states.withUserOpened(provider, parameters));
        RequestContext later = context.at(clock.instant());
        return Redirects.seeOther(
                begun.returnTo().text(),
                begun.links() ? linked(proven.identity(), later, begun) : signedIn(proven, later, begun));
    }

    private Optional<Problem> problem(RequestContext context, Provider provider, AuthorizationState state) {
        if (!context.now().isBefore(state.endsAt())) {
            return Optional.of(Problem.of(Refusal.STATE_EXPIRED));
        }
        boolean begunHere =
                preSessions.nameIn(context).filter(state.preSession()::equals).isPresent();
        // The order matters: a stranger who has somebody's state must not be able to spend it.
        boolean isGood =
                begunHere && state.provider().equals(provider.id()) && links.useOnce(state.id(), state.endsAt());
        return isGood ? Optional.empty() : Optional.of(Problem.of(Refusal.STATE_MISMATCH));
    }

    private List<SetCookie> signedIn(ProviderAuthentication proven, RequestContext context, AuthorizationState state) {
        User user = accounts.signIn(proven.identity(), context.now());
        // The cookies of a session do not come along from another site, so the state remembers which one there was.
        Optional<SessionRef> before = lookup.live(context).or(() -> stillLive(context, state));
        var spent = new OneTimeValues(Optional.of(state.preSession()), Refusal.STATE_MISMATCH, Optional.empty());
        Opening opening = new Opening(Proof.of(user, proven), signIn.transportOfPages(), FEDERATED, before, spent);
        return opener.open(context, opening).cookies();
    }

    /** A link changes nothing about the session, so it sets no cookie. */
    private List<SetCookie> linked(Identity identity, RequestContext context, AuthorizationState state) {
        SessionRef session = stillLive(context, state).orElseThrow(() -> new RefusedException(Refusal.SESSION_REVOKED));
        accounts.link(identity, context, session);
        return List.of();
    }

    private Optional<SessionRef> stillLive(RequestContext context, AuthorizationState state) {
        return state.from()
                .filter(ref -> sessions.find(ref.sessionId())
                        .filter(session -> session.isLive(context.now()))
                        .isPresent());
    }
}
