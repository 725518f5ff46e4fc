package dev.sallyport;

import dev.sallyport.AccessTokenFormats.Issued;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.session.Session;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.SetCookie;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies and headers of the HTTP contract. */
final class Replies {

    static final Header NO_STORE = new Header("Cache-Control", "no-store");

    private final AccessTokenFormats formats;
    private final SessionCookies cookies;
    private final String csrfHeader;
    private final String firstPrefix;

    Replies(SallyportConfig config, AccessTokenFormats formats, SessionCookies cookies) {
        this.formats = formats;
        this.cookies = cookies;
        this.csrfHeader = config.csrf().header();
        this.firstPrefix = config.transports().prefixes().get(0);
    }

    /**
     * A session answer that hands out new tokens. A body is for script to read, so a token is in it only where the session's
     * own transport puts it there. Empty if the access token would be too large to come back.
     */
    Optional<Reply> grant(RequestContext context, User user, Session session, RefreshToken refresh) {
        return formats.issue(user, session, context.now())
                .flatMap(
                        access -> grant(context, session, refresh, access, session(user, session, access.expiresAt())));
    }

    private Optional<Reply> grant(
            RequestContext context, Session session, RefreshToken refresh, Issued access, Map<String, Object> body) {
        Duration left = left(context, session);
        List<SetCookie> inCookies = new ArrayList<>();
        if (session.transport().keepsAccessInCookie()) {
            Optional<SetCookie> cookie = cookies.access(access.text(), left);
            if (cookie.isEmpty()) {
                return Optional.empty();
            }
            inCookies.add(cookie.get());
        } else {
            body.put("accessToken", access.text());
            body.put("tokenType", firstPrefix);
            body.put(
                    "expiresIn",
                    Duration.between(context.now(), access.expiresAt()).toSeconds());
        }
        if (session.transport().keepsRefreshInCookie()) {
            inCookies.add(cookies.refresh(refresh.text(), left));
        } else {
            body.put("refreshToken", refresh.text());
        }
        return Optional.of(withCsrfToken(context, session, body).with(inCookies));
    }

    /** A session answer that says what is. */
    Reply session(RequestContext context, User user, Session session, Instant accessExpiresAt) {
        return withCsrfToken(context, session, session(user, session, accessExpiresAt));
    }

    private static Map<String, Object> session(User user, Session session, Instant accessExpiresAt) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("authenticated", true);
        body.put("user", user(user));
        body.put("session", session(session));
        body.put("accessExpiresAt", accessExpiresAt.toString());
        return body;
    }

    /** None for a session that relies on no cookie. */
    private Reply withCsrfToken(RequestContext context, Session session, Map<String, Object> body) {
        if (!session.transport().keepsRefreshInCookie()) {
            return noStore(200, body);
        }
        var csrf = cookies.csrfFor(context, session.id(), Optional.of(left(context, session)));
        body.put("csrf", csrf(csrf.token()));
        return noStore(200, body).with(csrf.cookies());
    }

    /** The answer for somebody who is not signed in, with a CSRF token bound to {@code binding}. */
    Reply anonymous(RequestContext context, boolean refreshable, String binding) {
        var csrf = cookies.csrfFor(context, binding, Optional.empty());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("authenticated", false);
        body.put("refreshable", refreshable);
        body.put("csrf", csrf(csrf.token()));
        return noStore(200, body).with(csrf.cookies());
    }

    /** The list of a user's sessions. */
    Reply sessions(List<Session> sessions, String currentId) {
        return noStore(
                200,
                sessions.stream().map(session -> listed(session, currentId)).toList());
    }

    /** What a token says, or only that it no longer holds (RFC 7662 section 2.2). */
    Reply verification(Optional<Map<String, Object>> claims) {
        return noStore(
                200,
                claims.<Map<String, Object>>map(held -> Map.of("active", true, "claims", held))
                        .orElse(Map.of("active", false)));
    }

    private static Reply noStore(int status, Object body) {
        return Reply.of(status, body).with(NO_STORE);
    }

    private static Duration left(RequestContext context, Session session) {
        return Duration.between(context.now(), session.times().expiresAt());
    }

    private Map<String, Object> csrf(String token) {
        Map<String, Object> csrf = new LinkedHashMap<>();
        csrf.put("header", csrfHeader);
        csrf.put("token", token);
        return csrf;
    }

    private static Map<String, Object> user(User user) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", user.id());
        body.put("username", user.username());
        body.put("email", user.email());
        body.put("roles", user.roles().stream().sorted().toList());
        return body;
    }

    private static Map<String, Object> session(Session session) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", session.id());
        body.put("transport", session.transport().text());
        body.put("createdAt", session.times().createdAt().toString());
        body.put("authenticatedAt", session.times().authenticatedAt().toString());
        body.put("expiresAt", session.times().expiresAt().toString());
        return body;
    }

    private static Map<String, Object> listed(Session session, String currentId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", session.id());
        body.put("current", session.id().equals(currentId));
        body.put("createdAt", session.times().createdAt().toString());
        // No finer: whoever holds a copy of the cookies would learn when the next refresh is due [32].
        body.put(
                "lastSeenAt",
                session.times().lastSeenAt().truncatedTo(ChronoUnit.MINUTES).toString());
        body.put("expiresAt", session.times().expiresAt().toString());
        body.put("device", session.client().device().orElse(null));
        body.put("ip", session.client().address());
        return body;
    }
}
