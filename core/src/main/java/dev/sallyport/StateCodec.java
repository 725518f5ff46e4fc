package dev.sallyport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.social.AuthorizationParameters;
import dev.sallyport.social.Provider;
import dev.sallyport.token.SealedTokens;
import dev.sallyport.web.Request;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Seals trips, opens them, and knows their secrets. */
final class StateCodec {

    private static final String USER = "user";

    /** What of a provider's answer is read. */
    private static final Set<String> CARRIED = Set.of("code", "state", "iss", "error", USER);

    /** Of the 8 KB that containers have for all header fields of a request or an answer. */
    private static final int LONGEST_QUERY = 6 * 1024;

    private final SealedTokens sealed;
    private final String base;

    StateCodec(SealedTokens sealed, String path) {
        this.sealed = sealed;
        this.base = path + "/social/";
    }

    String seal(AuthorizationState trip) {
        return sealed.seal(trip.members());
    }

    /** The trip that came back as {@code state}; empty if none of ours did. */
    Optional<AuthorizationState> open(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("state"))
                .flatMap(sealed::open)
                .flatMap(AuthorizationState::of);
    }

    /**
     * What the provider is told, and will be. Who is signed in already goes there to link an account or to prove once more who
     * they are, so they are to do that and not to be waved through [35]. The nonce and the verifier are derived from the trip's id, which nobody but us can
     * read in its state: so they are the trip's own, without being stored or handed out.
     */
    AuthorizationParameters flow(AuthorizationState trip, String state, Request request) {
        return new AuthorizationParameters(
                request.ownOrigin() + path(trip.provider(), "callback"),
                state,
                sealed.secret("nonce", trip.id()),
                sealed.secret("verifier", trip.id()),
                trip.from().map(any -> LinkedIdentities.LONGEST_SINCE_PROOF));
    }

    /** What an ID token must hold that the page is to exchange whose CSRF token is bound to {@code boundTo} [25]. */
    String nonceFor(String boundTo) {
        return sealed.secret("exchange-nonce", boundTo);
    }

    String path(String provider, String place) {
        return base + provider + "/" + place;
    }

    /**
     * What a form brought, as a query that the browser brings by GET; empty where that would be longer than a header field may be,
     * which the container would find out too late to say so. What the user is told of is personal and a URL is logged everywhere:
     * nobody is to read it.
     */
    Optional<String> query(Map<String, String> form) {
        Map<String, String> carried = new LinkedHashMap<>(form);
        carried.keySet().retainAll(CARRIED);
        carried.computeIfPresent(USER, (name, user) -> sealed.seal(Map.of(USER, user)));
        return Optional.of(carried.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                        .collect(Collectors.joining("&")))
                .filter(query -> query.length() <= LONGEST_QUERY);
    }

    /** As a form had them; a user that we did not seal was not sent by a form. */
    Map<String, String> withUserOpened(Provider provider, Map<String, String> parameters) {
        Map<String, String> opened = new LinkedHashMap<>(parameters);
        opened.remove(USER);
        Optional.ofNullable(parameters.get(USER))
                .filter(any -> provider.comesBackByPost())
                .flatMap(sealed::open)
                .map(members -> members.get(USER))
                .ifPresent(user -> opened.put(USER, user));
        return opened;
    }
}
