package dev.sallyport;

import dev.sallyport.Social.Exchange;
import dev.sallyport.social.Provider;
import dev.sallyport.social.ProviderAuthentication;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs in with what a client got from a provider itself. */
final class ExchangeEndpoint {

    private final Wiring wiring;
    private final SignInEndpoint signingIn;
    private final Abroad abroad;

    ExchangeEndpoint(Wiring wiring, SignInEndpoint signingIn, Abroad abroad) {
        this.wiring = wiring;
        this.signingIn = signingIn;
        this.abroad = abroad;
    }

    /** Derived from what the CSRF token of an exchange will be bound to: it ends with that, and nothing is stored. */
    Reply nonce(RequestContext context) {
        Optional<String> known = wiring.identities()
                .liveSession(context)
                .map(SessionRef::sessionId)
                .or(() -> wiring.identities().visitor(context));
        String boundTo = known.orElseGet(() -> wiring.tokens().visitors().issue(context.now()));
        List<SetCookie> cookies =
                known.isPresent() ? List.of() : List.of(wiring.cookies().visitor(boundTo, Optional.empty()));
        return Reply.of(200, Map.of("nonce", abroad.trips().nonceFor(boundTo)))
                .with(Replies.NO_STORE)
                .with(cookies);
    }

    Reply exchange(RequestContext context, Provider provider, Exchange wish) {
        return signingIn.signIn(context, wish.transport(), Social.FEDERATED, boundTo -> {
            ProviderCredential evidence =
                    boundTo.map(name -> expected(wish.evidence(), name)).orElse(wish.evidence());
            ProviderAuthentication proven =
                    abroad.answers().of(provider, () -> abroad.providers().identify(provider, evidence));
            return SignInEndpoint.Proof.of(abroad.users().signIn(proven.identity(), wiring.now()), proven);
        });
    }

    /**
     * A page's ID token must hold the nonce that we gave to this very visitor, whatever the page says of it: one with a nonce
     * of somebody else's choice, or with none, may have been made for somebody else and stolen [25].
     */
    private ProviderCredential expected(ProviderCredential shown, String boundTo) {
        return shown instanceof ProviderCredential.IdToken token
                ? new ProviderCredential.IdToken(
                        token.token(), Optional.of(abroad.trips().nonceFor(boundTo)))
                : shown;
    }
}
