package dev.sallyport;

import dev.sallyport.SallyportConfig.Format;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessToken;
import dev.sallyport.token.AccessToken.Subject;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.OpaqueTokens;
import dev.sallyport.token.OpaqueTokens.OpaqueToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access tokens of the formats that are configured: the first is issued, all are accepted. */
final class AccessFormats {

    /** A token on its way out. */
    record Issued(String text, Instant expiresAt) {

        @Override
        public String toString() {
            return "access token until " + expiresAt;
        }
    }

    /**
     * What became of a text that claims to be an access token.
     *
     * @param because why it does not hold, if it does not
     * @param access what it says, where it is one of ours, whether it holds or not
     */
    record Verdict(Optional<Refusal> because, Optional<Access> access) {

        static final Verdict INVALID = new Verdict(Optional.of(Refusal.ACCESS_INVALID), Optional.empty());

        /** What it says, if it holds. */
        Optional<Access> held() {
            return because.isEmpty() ? access : Optional.empty();
        }
    }

    private static final Verdict REVOKED = new Verdict(Optional.of(Refusal.SESSION_REVOKED), Optional.empty());

    private final List<Format> formats;
    private final AccessTokens.Settings settings;
    private final Tokens tokens;
    private final RevocationCheck ended;
    private final OpaqueTokenLookup lookup;

    AccessFormats(SallyportConfig config, Tokens tokens, RevocationCheck ended, Sallyport.Parts parts) {
        this.formats = config.accessToken().formats();
        this.settings = config.accessToken().settings();
        this.tokens = tokens;
        this.ended = ended;
        this.lookup = new OpaqueTokenLookup(parts, ended, config.revocation().maxLag());
    }

    /** @throws RefusedException if it would be too large: the user has more roles than a token holds */
    Issued issue(User user, Session session, Instant now) {
        Instant end = settings.end(now, session.times().expiresAt());
        String text = formats.get(0) == Format.OPAQUE
                ? tokens.handles().issue(session.id(), end)
                : tokens.access().issue(subject(user, session), now, end);
        if (text.length() > AccessTokens.LONGEST) {
            // Handed out, it would be refused wherever it came back.
            throw new RefusedException(Refusal.ACCESS_TOKEN_TOO_LARGE);
        }
        return new Issued(text, end);
    }

    /** Judges {@code text}. A JWT speaks for itself; what a handle leads to is looked up. */
    Verdict verify(String text, Instant now) {
        if (OpaqueTokens.looksLikeOne(text)) {
            return formats.contains(Format.OPAQUE) ? verifyHandle(text, now) : Verdict.INVALID;
        }
        return formats.contains(Format.JWT) ? verifyJwt(text, now) : Verdict.INVALID;
    }

    private Verdict verifyJwt(String text, Instant now) {
        AccessTokens.Verdict verdict = tokens.access().verify(text, now);
        Optional<Access> access = verdict.token().flatMap(AccessFormats::access);
        if (access.isEmpty()) {
            return Verdict.INVALID;
        }
        if (verdict.finding() == AccessTokens.Finding.EXPIRED) {
            return new Verdict(Optional.of(Refusal.ACCESS_EXPIRED), access);
        }
        boolean isOver = ended.contains(access.get().subject().sessionId(), now);
        return new Verdict(isOver ? Optional.of(Refusal.SESSION_REVOKED) : Optional.empty(), access);
    }

    private Verdict verifyHandle(String text, Instant now) {
        Optional<OpaqueToken> handle = tokens.handles().read(text);
        if (handle.filter(to -> ended.isKnown(to.sessionId())).isPresent()) {
            return REVOKED;
        }
        Optional<OpaqueTokenLookup.Found> found = handle.flatMap(to -> lookup.find(to.sessionId(), now));
        if (found.isEmpty()) {
            return Verdict.INVALID;
        }
        Session session = found.get().session();
        Optional<User> user = found.get().user();
        if (user.isEmpty()) {
            return REVOKED;
        }
        Instant end = handle.get().expiresAt();
        boolean holds = now.minus(settings.leeway()).isBefore(end) && session.isLive(now);
        return new Verdict(
                holds ? Optional.empty() : Optional.of(Refusal.ACCESS_EXPIRED),
                Optional.of(access(subject(user.get(), session), session, end)));
    }

    /** Empty where the token names a transport that there is not. */
    private static Optional<Access> access(AccessToken token) {
        return token.subject()
                .transport()
                .map(Transport::named)
                .orElse(Optional.of(Transport.COOKIE))
                .map(transport -> new Access(token.subject(), transport, token.expiresAt(), token.claims()));
    }

    /** Says about a handle what a JWT would say of itself. */
    private Access access(Subject subject, Session session, Instant end) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", settings.issuer());
        claims.put("aud", settings.audience());
        claims.put("sub", subject.userId());
        claims.put("sid", subject.sessionId());
        claims.put("exp", end.getEpochSecond());
        claims.put("auth_time", subject.authenticatedAt().getEpochSecond());
        claims.put("amr", subject.methods());
        claims.put("roles", subject.roles().stream().sorted().toList());
        return new Access(subject, session.transport(), end, claims);
    }

    private static Subject subject(User user, Session session) {
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
