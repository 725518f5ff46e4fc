package dev.sallyport.social;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONUtils;
import dev.sallyport.social.SocialException.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer that a provider sends the browser back with (RFC 6749 section 4.1.2). */
record Callback(String provider, Map<String, String> parameters) {

    private static final int LONGEST_USER = 4096;

    /** Facebook says why in a second parameter, Apple has a word of its own. */
    private static final Set<String> CANCELLED = Set.of("access_denied", "user_cancelled_authorize");

    /** The code, if the answer belongs to this flow, comes from this provider and is not a refusal [24]. */
    String code(AuthorizationParameters flow, Endpoints endpoints) throws SocialException {
        if (!flow.state().equals(parameters.get("state"))) {
            throw SocialException.rejected(provider + ": the answer has another state");
        }
        // Also before an error is believed: with two providers, one could answer for the other (RFC 9207 section 2.4).
        String issuer = parameters.get("iss");
        if (issuer == null ? endpoints.namesIssuer() : !endpoints.issuers().answers(issuer)) {
            throw SocialException.rejected(provider + ": the answer comes from another issuer, or does not say");
        }
        String error = parameters.get("error");
        if (error != null) {
            throw CANCELLED.contains(error)
                    ? new SocialException(Failure.DENIED, provider + ": cancelled there")
                    : SocialException.rejected(provider + ": came back with " + Answer.shortCode(error));
        }
        return VisibleAscii.checked("code", Optional.ofNullable(parameters.get("code")));
    }

    /** The name that Apple tells once, beside the tokens and unsigned: good enough to be shown, and for nothing else. */
    Optional<String> name() {
        String user = parameters.getOrDefault("user", "");
        if (user.isEmpty() || user.length() > LONGEST_USER) {
            return Optional.empty();
        }
        try {
            Map<String, Object> members = Claims.object(JSONUtils.parseJSON(user));
            return Optional.of(Stream.of("name.firstName", "name.lastName")
                    .flatMap(path -> Claims.text(members, path).stream())
                    .collect(Collectors.joining(" ")));
        } catch (ParseException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** Without what came: the code among it. */
    @Override
    public String toString() {
        return "Callback from " + provider;
    }
}
