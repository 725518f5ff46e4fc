package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.web.Authorization;
import java.time.Instant;
import java.util.Optional;

/** Finds out whom credentials speak for. */
final class Authenticator {

    private static final Authentication MALFORMED = new Authentication.Anonymous(Refusal.MALFORMED_REQUEST);

    private final String accessCookie;
    private final AccessTokenFormats formats;

    Authenticator(SallyportConfig config, AccessTokenFormats formats) {
        this.accessCookie = config.cookies().access();
        this.formats = formats;
    }

    /**
     * Reads no store, unless the token is opaque or what this node knows of ended sessions is stale.
     *
     * @throws dev.sallyport.session.StoreUnavailableException if a store that had to be read does not answer
     */
    Authentication authenticate(Credentials credentials, Instant now) {
        boolean inHeader = credentials.areInHeader();
        Optional<String> token = accessToken(credentials);
        if (token.isEmpty()) {
            return inHeader ? MALFORMED : Authentication.Anonymous.MISSING;
        }
        return formats.authenticate(token.get(), inHeader, now);
    }

    private Optional<String> accessToken(Credentials credentials) {
        return credentials.areInHeader()
                ? credentials.authorization().flatMap(Authorization::token)
                : Optional.ofNullable(credentials.cookies().value(accessCookie));
    }
}
