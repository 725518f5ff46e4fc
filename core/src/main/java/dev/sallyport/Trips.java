package dev.sallyport;

import dev.sallyport.social.Flow;
import dev.sallyport.social.Provider;
import dev.sallyport.token.SealedTokens;
import dev.sallyport.web.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Seals trips, opens them, and knows their secrets. */
final class Trips {

    private static final String USER = "user";

    private final SealedTokens sealed;
    private final String base;

    Trips(SealedTokens sealed, String path) {
        this.sealed = sealed;
        this.base = path + "/social/";
    }

    String seal(Trip trip) {
        return sealed.seal(trip.members());
    }

    /** The trip that came back as {@code state}; empty if none of ours did. */
    Optional<Trip> open(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("state"))
                .flatMap(sealed::open)
                .flatMap(Trip::of);
    }

    /**
     * What the provider is told, and will be. Who is signed in already goes there to link an account or to prove once more who
     * they are, so they are to do that and not to be waved through [35]. The nonce and the verifier are derived from the trip's id, which nobody but us can
     * read in its state: so they are the trip's own, without being stored or handed out.
     */
    Flow flow(Trip trip, String state, Request request) {
        return new Flow(
                request.ownOrigin() + path(trip.provider(), "callback"),
                state,
                sealed.secret("nonce", trip.id()),
                sealed.secret("verifier", trip.id()),
                trip.from().map(any -> Linking.LONGEST_SINCE_PROOF));
    }

    /** What an ID token must hold that the page is to exchange whose CSRF token is bound to {@code boundTo} [25]. */
    String nonceFor(String boundTo) {
        return sealed.secret("exchange-nonce", boundTo);
    }

    String path(String provider, String place) {
        return base + provider + "/" + place;
    }

    /** What a form told of the user is personal and on its way into a URL, which is logged everywhere: nobody is to read it. */
    Map<String, String> withUserSealed(Map<String, String> form) {
        return replaceUser(form, Optional.ofNullable(form.get(USER)).map(user -> sealed.seal(Map.of(USER, user))));
    }

    /** As they were before {@link #withUserSealed}; a user that we did not seal was not sent by a form. */
    Map<String, String> withUserOpened(Provider provider, Map<String, String> parameters) {
        return replaceUser(
                parameters,
                Optional.ofNullable(parameters.get(USER))
                        .filter(any -> provider.comesBackByPost())
                        .flatMap(sealed::open)
                        .map(members -> members.get(USER)));
    }

    private static Map<String, String> replaceUser(Map<String, String> parameters, Optional<String> user) {
        Map<String, String> replaced = new LinkedHashMap<>(parameters);
        user.ifPresentOrElse(text -> replaced.put(USER, text), () -> replaced.remove(USER));
        return replaced;
    }
}
