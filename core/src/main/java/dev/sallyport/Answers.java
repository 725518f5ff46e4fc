package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.token.AccessToken;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies and headers of the HTTP contract. */
final class Answers {

    private static final Header NO_STORE = new Header("Cache-Control", "no-store");

    private final Tokens tokens;
    private final SessionCookies cookies;
    private final String csrfHeader;

    Answers(SallyportConfig config, Tokens tokens, SessionCookies cookies) {
        this.tokens = tokens;
        this.cookies = cookies;
        this.csrfHeader = config.csrf().header();
    }

    /** A session answer that hands out new tokens, all in cookies: the body is for script to read. */
    Reply grant(Visit visit, User user, Session session, RefreshToken refresh) {
        AccessToken.Subject subject = new AccessToken.Subject(
                user.id(), session.id(), user.roles(), session.times().authenticatedAt(), session.methods());
        AccessTokens.Issued access =
                tokens.access().issue(subject, visit.now(), session.times().expiresAt());
        return session(visit, user, session, access.expiresAt())
                .with(cookies.tokens(access.text(), refresh.text(), left(visit, session)));
    }

    /** A session answer that says what is. */
    Reply session(Visit visit, User user, Session session, Instant accessExpiresAt) {
        var csrf = cookies.csrfFor(
                session.id(), visit.request().headers().lines("Cookie"), Optional.of(left(visit, session)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("authenticated", true);
        body.put("user", user(user));
        body.put("session", session(session));
        body.put("accessExpiresAt", accessExpiresAt.toString());
        body.put("csrf", csrf(csrf.token()));
        return noStore(200, body).with(csrf.cookies());
    }

    /** The answer for somebody who is not signed in, with a CSRF token bound to {@code binding}. */
    Reply visitor(Visit visit, boolean refreshable, String binding) {
        var csrf = cookies.csrfFor(binding, visit.request().headers().lines("Cookie"), Optional.empty());
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
    Reply verification(Optional<AccessToken> token) {
        return noStore(
                200,
                token.<Map<String, Object>>map(held -> Map.of("active", true, "claims", held.claims()))
                        .orElse(Map.of("active", false)));
    }

    /** A problem detail (RFC 9457). */
    static Reply problem(RefusedException reason, boolean inHeaderForm) {
        Refusal refusal = reason.refusal();
        Reply reply = noStore(refusal.status(), refusal.problem(reason.detail()));
        if (reason.retryAfter().isPresent()) {
            long seconds = Math.max(1, reason.retryAfter().get().toSeconds());
            reply = reply.with(new Header("Retry-After", Long.toString(seconds)));
        }
        // A browser that met this challenge on a cookie request would do nothing with it; a program asks for it by
        // form.
        return inHeaderForm && refusal.status() == 401
                ? reply.with(new Header("WWW-Authenticate", "JWT realm=\"api\""))
                : reply;
    }

    private static Reply noStore(int status, Object body) {
        return Reply.of(status, body).with(NO_STORE);
    }

    private static Duration left(Visit visit, Session session) {
        return Duration.between(visit.now(), session.times().expiresAt());
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
        body.put("lastSeenAt", session.times().lastSeenAt().toString());
        body.put("expiresAt", session.times().expiresAt().toString());
        body.put("device", session.client().device());
        body.put("ip", session.client().address());
        return body;
    }
}
