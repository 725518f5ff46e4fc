package dev.sallyport;

import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.Session;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.OpaqueTokens;
import dev.sallyport.token.OpaqueTokens.OpaqueToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Access tokens that say nothing and lead to a session in the store. */
final class OpaqueFormat implements AccessTokenFormat {

    private final OpaqueTokens tokens;
    private final OpaqueTokenLookup lookup;
    private final RevocationCheck revocations;
    private final AccessTokens.Settings settings;

    OpaqueFormat(
            OpaqueTokens tokens,
            OpaqueTokenLookup lookup,
            RevocationCheck revocations,
            AccessTokens.Settings settings) {
        this.tokens = tokens;
        this.lookup = lookup;
        this.revocations = revocations;
        this.settings = settings;
    }

    static boolean isOpaque(String text) {
        return OpaqueTokens.looksLikeOne(text);
    }

    @Override
    public boolean recognises(String text) {
        return isOpaque(text);
    }

    @Override
    public String issue(User user, Session session, Instant now, Instant end) {
        return tokens.issue(session.id(), end);
    }

    @Override
    public Authentication authenticate(String text, Instant now) {
        Optional<OpaqueToken> token = tokens.read(text);
        if (token.isEmpty()) {
            return Authentication.Anonymous.INVALID;
        }
        String sessionId = token.get().sessionId();
        if (revocations.isKnown(sessionId)) {
            return new Authentication.Revoked(Optional.empty());
        }
        Instant end = token.get().expiresAt();
        return lookup.find(sessionId, now)
                .map(found -> authentication(found, end, now))
                .orElse(Authentication.Anonymous.INVALID);
    }

    private Authentication authentication(OpaqueTokenLookup.Found found, Instant end, Instant now) {
        if (found.user().isEmpty()) {
            return new Authentication.Revoked(Optional.empty());
        }
        Session session = found.session();
        Caller caller =
                new VerifiedCaller(AccessTokenFormat.subject(found.user().get(), session), session.transport(), end);
        boolean holds = now.minus(settings.leeway()).isBefore(end) && session.isLive(now);
        return holds ? new Authentication.Authenticated(caller) : new Authentication.Expired(caller);
    }

    /** What a JWT would say of itself. */
    @Override
    public Optional<Map<String, Object>> claims(String text, Instant now) {
        return authenticate(text, now).caller().map(caller -> {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("iss", settings.issuer());
            claims.put("aud", settings.audience());
            claims.put("sub", caller.userId());
            claims.put("sid", caller.sessionId());
            claims.put("exp", caller.accessExpiresAt().getEpochSecond());
            claims.put("auth_time", caller.authenticatedAt().getEpochSecond());
            claims.put("amr", caller.methods());
            claims.put("roles", caller.roles().stream().sorted().toList());
            return claims;
        });
    }
}
