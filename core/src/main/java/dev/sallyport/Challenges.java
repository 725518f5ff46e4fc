package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Authorization;
import dev.sallyport.web.Reply.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an answer says about how to be let in. A 401 must say something (RFC 9110 section 15.5.2), and no browser may open a dialog
 * over it: they do so for the schemes they know, and a name and password typed there would be sent along with every request from
 * then on, whichever site causes it.
 */
public final class Challenges {

    private static final String REALM = " realm=\"api\"";
    private static final String INVALID_TOKEN = ", error=\"invalid_token\"";

    /**
     * By a cookie, which a sign-in sets. It is the name that a draft gave the scheme (draft-broyer-http-cookie-auth), and no browser
     * knows it. It is right for every 401 of which no more is known.
     */
    public static final String COOKIE = "Cookie" + REALM;

    private final String firstPrefix;
    private final List<Header> offered;

    Challenges(SallyportConfig.Transports transports) {
        this.firstPrefix = transports.prefixes().get(0);
        List<Header> offers = new ArrayList<>();
        if (transports.enabled().stream().anyMatch(Transport::keepsRefreshInCookie)) {
            offers.add(field(COOKIE));
        }
        if (transports.useHeader()) {
            offers.add(challenge(firstPrefix, ""));
        }
        this.offered = List.copyOf(offers);
    }

    /** What {@code WWW-Authenticate} says of a refusal about whose request nothing more is known; empty where it need not be there. */
    public static Optional<String> of(Refusal refusal) {
        return Optional.of(COOKIE).filter(any -> refusal.status() == 401);
    }

    /**
     * Those for a refusal with this status. Who came with a token in a header is told about that way alone; everybody else, where
     * being signed in would help, of all the ways there are.
     */
    List<Header> of(int status, Optional<Authorization> authorization) {
        return authorization.map(token -> ofHeader(status, token.scheme())).orElse(status == 401 ? offered : List.of());
    }

    /** The same for a caller who has to sign in again, each with how recent that must be (RFC 9470 section 3). */
    static List<Header> stepUp(List<Header> challenges, Duration maxAge) {
        String parameters = ", error=\"insufficient_user_authentication\", max_age=\"" + maxAge.toSeconds() + "\"";
        return challenges.stream()
                .map(challenge -> field(challenge.value().replace(INVALID_TOKEN, "") + parameters))
                .toList();
    }

    /** The first scheme's challenge and, for who came as RFC 6750 has it, one that says what that document asks for. */
    private List<Header> ofHeader(int status, String scheme) {
        String error = switch (status) {
            case 400 -> ", error=\"invalid_request\"";
            case 401 -> INVALID_TOKEN;
            default -> "";
        };
        Header first = challenge(firstPrefix, "");
        if (!scheme.equals("bearer")) {
            return List.of(first);
        }
        Header bearer = challenge("Bearer", error);
        return firstPrefix.equalsIgnoreCase("Bearer") ? List.of(bearer) : List.of(first, bearer);
    }

    private static Header challenge(String scheme, String parameters) {
        return field(scheme + REALM + parameters);
    }

    private static Header field(String value) {
        return new Header("WWW-Authenticate", value);
    }
}
