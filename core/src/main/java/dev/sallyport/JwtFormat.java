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

    private static final Optional<Transport> UNNAMED = Optional.of(Transport.COOKIE);

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
        if (found.token().isEmpty()) {
            return Authentication.Anonymous.INVALID;
        }
        AccessToken token = found.token().get();
        Optional<Transport> transport = transport(token);
        if (transport.isEmpty()) {
            return Authentication.Anonymous.INVALID;
        }
        Caller caller = new VerifiedCaller(token.subject(), transport.get(), token.expiresAt());
        if (found.validity() == Validity.EXPIRED) {
            return new Authentication.Expired(caller);
        }
        return revocations.isRevoked(caller.sessionId(), now)
                ? new Authentication.Revoked(Optional.of(caller))
                : new Authentication.Authenticated(caller);
    }

    @Override
    public Optional<Map<String, Object>> claims(String text, Instant now) {
        AccessTokens.Verification found = tokens.verify(text, now);
        return found.token()
                .filter(token ->
                        found.validity() == Validity.VALID && transport(token).isPresent())
                .filter(token -> !revocations.isRevoked(token.subject().sessionId(), now))
                .map(AccessToken::claims);
    }

    /** Empty where the token names a transport that there is not. */
    private static Optional<Transport> transport(AccessToken token) {
        Optional<String> name = token.subject().transport();
        return name.isEmpty() ? UNNAMED : Transport.named(name.get());
    }
}
