package dev.sallyport;

import dev.sallyport.SignInEndpoint.Opening;
import dev.sallyport.social.Identity;
import dev.sallyport.social.Provider;
import dev.sallyport.social.ProviderAuthentication;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends the trips of those who are back from a provider. */
final class CallbackEndpoint {

    private final Wiring wiring;
    private final SignInEndpoint signingIn;
    private final Abroad abroad;

    CallbackEndpoint(Wiring wiring, SignInEndpoint signingIn, Abroad abroad) {
        this.wiring = wiring;
        this.signingIn = signingIn;
        this.abroad = abroad;
    }

    Reply arrive(
            RequestContext context,
            Provider provider,
            Optional<AuthorizationState> came,
            Map<String, String> parameters) {
        AuthorizationState trip = came.orElseThrow(() -> new RefusedException(Refusal.STATE_MISMATCH));
        if (!context.now().isBefore(trip.endsAt())) {
            throw new RefusedException(Refusal.STATE_EXPIRED);
        }
        boolean begunHere = wiring.identities()
                .visitor(context)
                .filter(trip.visitor()::equals)
                .isPresent();
        // The order matters: a stranger who has somebody's state must not be able to spend it.
        if (!begunHere
                || !trip.provider().equals(provider.id())
                || !wiring.parts().links().useOnce(trip.id(), trip.endsAt())) {
            throw new RefusedException(Refusal.STATE_MISMATCH);
        }
        var flow = abroad.trips().flow(trip, parameters.getOrDefault("state", ""), context.request());
        ProviderAuthentication proven = abroad.answers()
                .of(
                        provider,
                        () -> abroad.providers()
                                .identify(provider, flow, abroad.trips().withUserOpened(provider, parameters)));
        RequestContext later = context.at(wiring.now());
        return Social.seeOther(
                trip.returnTo().text(),
                trip.links() ? linked(proven.identity(), later, trip) : signedIn(proven, later, trip));
    }

    private List<SetCookie> signedIn(ProviderAuthentication proven, RequestContext context, AuthorizationState trip) {
        User user = abroad.users().signIn(proven.identity(), context.now());
        // The cookies of a session do not come along from another site, so the trip remembers which one there was.
        Optional<SessionRef> before = wiring.identities().liveSession(context).or(() -> stillLive(context, trip));
        var spending = new OneTimeValues(Optional.of(trip.visitor()), Refusal.STATE_MISMATCH, Optional.empty());
        var opening = new Opening(
                SignInEndpoint.Proof.of(user, proven),
                signingIn.transportOfPages(),
                Social.FEDERATED,
                before,
                spending);
        return signingIn.open(context, opening).cookies();
    }

    /** A link changes nothing about the session, so no cookie. */
    private List<SetCookie> linked(Identity identity, RequestContext context, AuthorizationState trip) {
        SessionRef ref = stillLive(context, trip).orElseThrow(() -> new RefusedException(Refusal.SESSION_REVOKED));
        abroad.users().link(identity, context, ref);
        return List.of();
    }

    private Optional<SessionRef> stillLive(RequestContext context, AuthorizationState trip) {
        return trip.from()
                .filter(ref -> wiring.parts()
                        .sessions()
                        .find(ref.sessionId())
                        .filter(session -> session.isLive(context.now()))
                        .isPresent());
    }
}
