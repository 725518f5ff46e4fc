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

/** Seals and opens the states of code flows, and derives their secrets. */
final class StateCodec {

    private static final String USER = "user";

    /** What of a provider's answer is read. */
    private static final Set<String> CARRIED = Set.of("code", "state", "iss", "error", USER);

    /** Of the 8 KB that containers have for all header fields of a request or an answer. */
    private static final int LONGEST_QUERY = 6 * 1024;

    private final SealedTokens sealed;
    private final String base;
    private final RecentProof recent;

    StateCodec(SealedTokens sealed, String path, RecentProof recent) {
        this.recent = recent;
        this.sealed = sealed;
        this.base = path + "/social/";
    }

    String seal(AuthorizationState state) {
        return sealed.seal(state.members());
    }

    /** What came back as {@code state}; empty if we did not make it. */
    Optional<AuthorizationState> open(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("state"))
                .flatMap(sealed::open)
                .flatMap(AuthorizationState::of);
    }

    /**
     * What the provider is told. Somebody who is signed in already goes there to link an account or to prove once more who they
     * are, so the provider is asked for a recent proof [35]. The nonce and the verifier are derived from the state's id, which
     * nobody but us can read: so they belong to this flow alone, without being stored or handed out.
     *
     * @param text the state as it travels
     */
    AuthorizationParameters parameters(AuthorizationState state, String text, Request request) {
        return new AuthorizationParameters(
                request.ownOrigin() + path(state.provider(), "callback"),
                text,
                sealed.secret("nonce", state.id()),
                sealed.secret("verifier", state.id()),
                state.from().map(any -> recent.longest()));
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
