package dev.sallyport;

import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessToken;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.AccessTokens.Validity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Access tokens that speak for themselves: signed JWTs. */
final class JwtFormat implements AccessTokenFormat {

    private final AccessTokens tokens;
    private final RevocationCheck revocations;

    JwtFormat(AccessTokens tokens, RevocationCheck revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    @Override
    public boolean recognises(String text) {
        return !OpaqueFormat.isOpaque(text);
    }

    @Override
    public String issue(User user, Session session, Instant now, Instant end) {
        return tokens.issue(AccessTokenFormat.subject(user, session), now, end);
    }

    @Override
    public Authentication authenticate(String text, Instant now) {
        AccessTokens.Verification found = tokens.verify(text, now);
        Optional<Caller> caller = found.token().isEmpty()
                ? Optional.empty()
                : caller(found.token().get());
        if (caller.isEmpty()) {
            return Authentication.Anonymous.INVALID;
        }
        if (found.validity() == Validity.EXPIRED) {
            return new Authentication.Expired(caller.get());
        }
        return revocations.isRevoked(caller.get().sessionId(), now)
                ? new Authentication.Revoked(caller)
                : new Authentication.Authenticated(caller.get());
    }

    @Override
    public Optional<Map<String, Object>> claims(String text, Instant now) {
        AccessTokens.Verification found = tokens.verify(text, now);
        return found.token()
                .filter(token ->
                        found.validity() == Validity.VALID && caller(token).isPresent())
                .filter(token -> !revocations.isRevoked(token.subject().sessionId(), now))
                .map(AccessToken::claims);
    }

    /** Empty where the token names a transport that there is not. */
    private static Optional<Caller> caller(AccessToken token) {
        Optional<String> name = token.subject().transport();
        Optional<Transport> transport = name.isEmpty() ? Optional.of(Transport.COOKIE) : Transport.named(name.get());
        return transport.isEmpty()
                ? Optional.empty()
                : Optional.of(new VerifiedCaller(token.subject(), transport.get(), token.expiresAt()));
    }
}
