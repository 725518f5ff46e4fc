package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessTokens;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The access tokens of the formats that are configured: the first is issued, all are accepted. */
final class AccessTokenFormats {

    /** A token on its way out. */
    record Issued(String text, Instant expiresAt) {

        @Override
        public String toString() {
            return "access token until " + expiresAt;
        }
    }

    private final AccessTokenFormat[] formats;
    private final Set<Transport> transports;
    private final AccessTokens.Settings settings;

    /** @param formats the first is the one that is issued */
    AccessTokenFormats(SallyportConfig config, List<AccessTokenFormat> formats) {
        this.formats = formats.toArray(AccessTokenFormat[]::new);
        this.transports = Set.copyOf(config.transports().enabled());
        this.settings = config.accessToken().settings();
    }

    /** Empty if it would be too large to be read where it comes back: the user has more roles than a token holds. */
    Optional<Issued> issue(User user, Session session, Instant now) {
        Instant end = settings.end(now, session.times().expiresAt());
        String text = formats[0].issue(user, session, now, end);
        return text.length() > AccessTokens.LONGEST ? Optional.empty() : Optional.of(new Issued(text, end));
    }

    /** @param inHeader whether the token came in a header, and not in a cookie */
    Authentication authenticate(String text, boolean inHeader, Instant now) {
        for (AccessTokenFormat format : formats) {
            if (format.recognises(text)) {
                Authentication found = format.authenticate(text, now);
                return isOutOfPlace(found, inHeader) ? Authentication.Anonymous.INVALID : found;
            }
        }
        return Authentication.Anonymous.INVALID;
    }

    /** What a token says that holds; empty for every other. */
    Optional<Map<String, Object>> claims(String text, Instant now) {
        return Arrays.stream(formats)
                .filter(format -> format.recognises(text))
                .findFirst()
                .flatMap(format -> format.claims(text, now));
    }

    /** A cookie's token in a header, or a header's in a cookie, was carried there by someone who read it. */
    private boolean isOutOfPlace(Authentication found, boolean inHeader) {
        Optional<Caller> caller = found.named();
        if (caller.isEmpty()) {
            return false;
        }
        Transport transport = caller.get().transport();
        return !transports.contains(transport) || transport.keepsAccessInCookie() == inHeader;
    }
}
