package dev.sallyport;

import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.session.Session;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.web.Authorization;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
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

    private final AccessFormats formats;
    private final SessionCookies cookies;
    private final String csrfHeader;
    private final String firstPrefix;
    private final Challenges challenges;
    private final Optional<Hints> hints;

    Replies(SallyportConfig config, AccessFormats formats, SessionCookies cookies, TrustedOrigins trusted) {
        this.formats = formats;
        this.cookies = cookies;
        this.csrfHeader = config.csrf().header();
        this.firstPrefix = config.transports().prefixes().get(0);
        this.challenges = new Challenges(config.transports());
        this.hints = config.diagnostics() ? Optional.of(new Hints(config, trusted)) : Optional.empty();
    }

    /**
     * A session answer that hands out new tokens. A body is for script to read, so a token is in it only where the session's
     * own transport puts it there.
     */
    Reply grant(RequestContext context, User user, Session session, RefreshToken refresh) {
        AccessFormats.Issued access = formats.issue(user, session, context.now());
        Duration left = left(context, session);
        Map<String, Object> inBody = new LinkedHashMap<>();
        List<SetCookie> inCookies = new ArrayList<>();
        if (session.transport().keepsAccessInCookie()) {
            inCookies.add(cookies.access(access.text(), left));
        } else {
            inBody.put("accessToken", access.text());
            inBody.put("tokenType", firstPrefix);
            inBody.put(
                    "expiresIn",
                    Duration.between(context.now(), access.expiresAt()).toSeconds());
        }
        if (session.transport().keepsRefreshInCookie()) {
            inCookies.add(cookies.refresh(refresh.text(), left));
        } else {
            inBody.put("refreshToken", refresh.text());
        }
        Map<String, Object> body = session(user, session, access.expiresAt());
        body.putAll(inBody);
        return withCsrfToken(context, session, body).with(inCookies);
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
        var csrf = cookies.csrfFor(
                session.id(), context.request().headers().lines("Cookie"), Optional.of(left(context, session)));
        body.put("csrf", csrf(csrf.token()));
        return noStore(200, body).with(csrf.cookies());
    }

    /** The answer for somebody who is not signed in, with a CSRF token bound to {@code binding}. */
    Reply visitor(RequestContext context, boolean refreshable, String binding) {
        var csrf = cookies.csrfFor(binding, context.request().headers().lines("Cookie"), Optional.empty());
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
    Reply verification(Optional<Access> access) {
        return noStore(
                200,
                access.<Map<String, Object>>map(held -> Map.of("active", true, "claims", held.claims()))
                        .orElse(Map.of("active", false)));
    }

    /** A problem detail (RFC 9457). */
    Reply problem(Request request, RefusedException reason, Optional<Authorization> authorization) {
        Refusal refusal = reason.refusal();
        Map<String, Object> members = refusal.problem(reason.detail());
        hints.ifPresent(hinting -> members.put("hint", hinting.hint(refusal, request)));
        Reply reply = noStore(refusal.status(), members);
        if (reason.retryAfter().isPresent()) {
            long seconds = Math.max(1, reason.retryAfter().get().toSeconds());
            reply = reply.with(new Header("Retry-After", Long.toString(seconds)));
        }
        return reply.withHeaders(challenges.of(refusal.status(), authorization));
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
