package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessToken.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One way to write access tokens. */
interface AccessTokenFormat {

    /** Whether {@code text} is written this way. No text is written in two. */
    boolean recognises(String text);

    /** A new token for a session, until {@code end}. */
    String issue(User user, Session session, Instant now, Instant end);

    /** The caller that the token speaks for, whether it came in a header or in a cookie. */
    Authentication authenticate(String text, Instant now);

    /** What a token says that holds (RFC 7662 section 2.2); empty for every other. */
    Optional<Map<String, Object>> claims(String text, Instant now);

    /** The subject of a session's tokens. */
    static Subject subject(User user, Session session) {
        return new Subject(
                user.id(),
                session.id(),
                Optional.of(session.transport())
                        .filter(transport -> !transport.keepsAccessInCookie())
                        .map(Transport::text),
                user.roles(),
                session.times().authenticatedAt(),
                session.methods());
    }
}
