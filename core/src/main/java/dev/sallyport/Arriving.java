package dev.sallyport;

import dev.sallyport.SigningIn.Opening;
import dev.sallyport.social.Identity;
import dev.sallyport.social.Proven;
import dev.sallyport.social.Provider;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends the trips of those who are back from a provider. */
final class Arriving {

    private final Wiring wiring;
    private final SigningIn signingIn;
    private final Abroad abroad;

    Arriving(Wiring wiring, SigningIn signingIn, Abroad abroad) {
        this.wiring = wiring;
        this.signingIn = signingIn;
        this.abroad = abroad;
    }

    Reply arrive(Visit visit, Provider provider, Optional<Trip> came, Map<String, String> parameters) {
        Trip trip = came.orElseThrow(() -> new RefusedException(Refusal.STATE_MISMATCH));
        if (!visit.now().isBefore(trip.endsAt())) {
            throw new RefusedException(Refusal.STATE_EXPIRED);
        }
        boolean begunHere = wiring.identities()
                .visitor(visit)
                .filter(trip.visitor()::equals)
                .isPresent();
        // The order matters: a stranger who has somebody's state must not be able to spend it.
        if (!begunHere
                || !trip.provider().equals(provider.id())
                || !wiring.parts().links().useOnce(trip.id(), trip.endsAt())) {
            throw new RefusedException(Refusal.STATE_MISMATCH);
        }
        var flow = abroad.trips().flow(trip, parameters.getOrDefault("state", ""), visit.request());
        Proven proven = abroad.answers()
                .of(
                        provider,
                        () -> abroad.providers()
                                .identify(provider, flow, abroad.trips().withUserOpened(provider, parameters)));
        Visit later = visit.at(wiring.now());
        return Social.seeOther(
                trip.returnTo().text(),
                trip.links() ? linked(proven.identity(), later, trip) : signedIn(proven, later, trip));
    }

    private List<SetCookie> signedIn(Proven proven, Visit visit, Trip trip) {
        User user = abroad.users().signIn(proven.identity(), visit.now());
        // The cookies of a session do not come along from another site, so the trip remembers which one there was.
        Optional<Party> before = wiring.identities().liveSession(visit).or(() -> stillLive(visit, trip));
        var spending = new Spending(Optional.of(trip.visitor()), Refusal.STATE_MISMATCH, Optional.empty());
        var opening = new Opening(
                SigningIn.Proof.of(user, proven), signingIn.transportOfPages(), Social.FEDERATED, before, spending);
        return signingIn.open(visit, opening).cookies();
    }

    /** A link changes nothing about the session, so no cookie. */
    private List<SetCookie> linked(Identity identity, Visit visit, Trip trip) {
        Party party = stillLive(visit, trip).orElseThrow(() -> new RefusedException(Refusal.SESSION_REVOKED));
        abroad.users().link(identity, visit, party);
        return List.of();
    }

    private Optional<Party> stillLive(Visit visit, Trip trip) {
        return trip.from()
                .filter(party -> wiring.parts()
                        .sessions()
                        .find(party.sessionId())
                        .filter(session -> session.isLive(visit.now()))
                        .isPresent());
    }
}
