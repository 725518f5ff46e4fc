package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The access tokens of the formats that are configured: the first is issued, all are accepted. */
final class AccessTokenFormats {

    /** A token on its way out. */
    record Issued(String text, Instant expiresAt) {

        @Override
        public String toString() {
            return "access token until " + expiresAt;
        }
    }

    private final List<AccessTokenFormat> formats;
    private final List<Transport> transports;
    private final AccessTokens.Settings settings;

    /** @param formats the first is the one that is issued */
    AccessTokenFormats(SallyportConfig config, List<AccessTokenFormat> formats) {
        this.formats = formats;
        this.transports = config.transports().enabled();
        this.settings = config.accessToken().settings();
    }

    /** Empty if it would be too large to be read where it comes back: the user has more roles than a token holds. */
    Optional<Issued> issue(User user, Session session, Instant now) {
        Instant end = settings.end(now, session.times().expiresAt());
        String text = formats.get(0).issue(user, session, now, end);
        return text.length() > AccessTokens.LONGEST ? Optional.empty() : Optional.of(new Issued(text, end));
    }

    /** @param inHeader whether the token came in a header, and not in a cookie */
    Authentication authenticate(String text, boolean inHeader, Instant now) {
        Authentication found =
                format(text).map(format -> format.authenticate(text, now)).orElse(Authentication.Anonymous.INVALID);
        boolean isOutOfPlace =
                found.named().filter(caller -> !isInItsPlace(caller, inHeader)).isPresent();
        return isOutOfPlace ? Authentication.Anonymous.INVALID : found;
    }

    /** What a token says that holds; empty for every other. */
    Optional<Map<String, Object>> claims(String text, Instant now) {
        return format(text).flatMap(format -> format.claims(text, now));
    }

    private Optional<AccessTokenFormat> format(String text) {
        return formats.stream().filter(format -> format.recognises(text)).findFirst();
    }

    /** A cookie's token in a header, or a header's in a cookie, was carried there by someone who read it. */
    private boolean isInItsPlace(Caller caller, boolean inHeader) {
        Transport transport = caller.transport();
        return transports.contains(transport) && transport.keepsAccessInCookie() != inHeader;
    }
}
