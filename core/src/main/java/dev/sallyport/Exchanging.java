package dev.sallyport;

import dev.sallyport.Social.Exchange;
import dev.sallyport.social.Evidence;
import dev.sallyport.social.Proven;
import dev.sallyport.social.Provider;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs in with what a client got from a provider itself. */
final class Exchanging {

    private final Wiring wiring;
    private final SigningIn signingIn;
    private final Abroad abroad;

    Exchanging(Wiring wiring, SigningIn signingIn, Abroad abroad) {
        this.wiring = wiring;
        this.signingIn = signingIn;
        this.abroad = abroad;
    }

    /** Derived from what the CSRF token of an exchange will be bound to: it ends with that, and nothing is stored. */
    Reply nonce(Visit visit) {
        Optional<String> known = wiring.identities()
                .liveSession(visit)
                .map(Party::sessionId)
                .or(() -> wiring.identities().visitor(visit));
        String boundTo = known.orElseGet(() -> wiring.tokens().visitors().issue(visit.now()));
        List<SetCookie> cookies =
                known.isPresent() ? List.of() : List.of(wiring.cookies().visitor(boundTo, Optional.empty()));
        return Reply.of(200, Map.of("nonce", abroad.trips().nonceFor(boundTo)))
                .with(Answers.NO_STORE)
                .with(cookies);
    }

    Reply exchange(Visit visit, Provider provider, Exchange wish) {
        return signingIn.signIn(visit, wish.transport(), Social.FEDERATED, boundTo -> {
            Evidence evidence =
                    boundTo.map(name -> expected(wish.evidence(), name)).orElse(wish.evidence());
            Proven proven =
                    abroad.answers().of(provider, () -> abroad.providers().identify(provider, evidence));
            return SigningIn.Proof.of(abroad.users().signIn(proven.identity(), wiring.now()), proven);
        });
    }

    /**
     * A page's ID token must hold the nonce that we gave to this very visitor, whatever the page says of it: one with a nonce
     * of somebody else's choice, or with none, may have been made for somebody else and stolen [25].
     */
    private Evidence expected(Evidence shown, String boundTo) {
        return shown instanceof Evidence.IdToken token
                ? new Evidence.IdToken(token.token(), Optional.of(abroad.trips().nonceFor(boundTo)))
                : shown;
    }
}
