package dev.sallyport;

import dev.sallyport.SessionOpener.Proof;
import dev.sallyport.social.Provider;
import dev.sallyport.social.ProviderAuthentication;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs in with what a client got from a provider itself. */
final class ExchangeEndpoint {

    private final SignInEndpoint signIn;
    private final SessionLookup lookup;
    private final PreSessionRegistry preSessions;
    private final ProviderGateway providers;
    private final StateCodec states;
    private final FederatedAccounts accounts;
    private final Clock clock;

    ExchangeEndpoint(
            SignInEndpoint signIn,
            SessionLookup lookup,
            PreSessionRegistry preSessions,
            ProviderGateway providers,
            StateCodec states,
            FederatedAccounts accounts,
            Clock clock) {
        this.signIn = signIn;
        this.lookup = lookup;
        this.preSessions = preSessions;
        this.providers = providers;
        this.states = states;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The nonce is derived from what the CSRF token of an exchange will be bound to: it ends with that, and nothing is stored. */
    Reply nonce(RequestContext context) {
        Optional<String> known = lookup.live(context).map(SessionRef::sessionId).or(() -> preSessions.nameIn(context));
        String boundTo = known.orElseGet(() -> preSessions.issue(context.now()));
        List<SetCookie> cookies = known.isPresent() ? List.of() : List.of(preSessions.cookie(boundTo));
        return Reply.of(200, Map.of("nonce", states.nonceFor(boundTo)))
                .with(Replies.NO_STORE)
                .with(cookies);
    }

    Reply handle(RequestContext context, Provider provider, Optional<String> transport, ProviderCredential credential) {
        return signIn.signIn(context, transport, CallbackEndpoint.FEDERATED, boundTo -> {
            ProviderCredential shown =
                    boundTo.map(name -> withNonce(credential, name)).orElse(credential);
            ProviderAuthentication proven = providers.identify(provider, shown);
            return Proof.of(accounts.signIn(proven.identity(), clock.instant()), proven);
        });
    }

    /**
     * A page's ID token must hold the nonce that we gave to this very visitor, whatever the page says of it: one with a nonce
     * of somebody else's choice, or with none, may have been made for somebody else and stolen [25].
     */
    private ProviderCredential withNonce(ProviderCredential shown, String boundTo) {
        return shown instanceof ProviderCredential.IdToken token
                ? new ProviderCredential.IdToken(token.token(), Optional.of(states.nonceFor(boundTo)))
                : shown;
    }
}
