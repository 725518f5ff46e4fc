package dev.sallyport.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import dev.sallyport.key.CanonicalBase64url;
import dev.sallyport.token.JsonPayload;
import dev.sallyport.token.NumericDate;
import dev.sallyport.token.OneTimeValue;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges ID tokens (OpenID Connect Core section 3.1.3.7) [25]. */
final class IdTokens {

    /** A key that its provider has withdrawn must not verify for ever because the provider cannot be asked. */
    private static final Duration KEYS_KEPT = Duration.ofHours(12);

    private static final List<String> TIMES = List.of("exp", "iat", "nbf");

    /**
     * What a token says after everything about it was checked.
     *
     * @param authenticatedAt when the person proved who they are, if it says so
     * @param once by what it is known again: not by its signature, since some algorithms let anybody write one in two ways
     */
    record Verified(
            String issuer,
            String subject,
            Map<String, Object> claims,
            Optional<Instant> authenticatedAt,
            OneTimeValue once) {

        @Override
        public String toString() {
            return subject + " of " + issuer;
        }
    }

    private record Keys(URI from, CachedDocument<JWKSet> set) {}

    private final Provider provider;
    private final ProviderHttp calls;
    private final Clock clock;
    private volatile @Nullable Keys keys;

    IdTokens(Provider provider, ProviderHttp calls, Clock clock) {
        this.provider = provider;
        this.calls = calls;
        this.clock = clock;
    }

    Verified verify(Endpoints endpoints, String token, Predicate<Optional<String>> nonce, Optional<String> accessToken)
            throws SocialException {
        VisibleAscii.checked("ID token", token);
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || !Arrays.stream(parts).allMatch(CanonicalBase64url::spells)) {
            throw rejected("has not the one form of a signed JWT");
        }
        try {
            JWTClaimsSet claims = signed(endpoints, token);
            Map<String, Object> members = members(parts[1]);
            IdTokenClaims judge = new IdTokenClaims(provider, clock);
            String issuer = judge.judge(endpoints.issuers(), claims);
            if (!nonce.test(Optional.ofNullable(claims.getStringClaim("nonce")))) {
                throw rejected("has another nonce, or one too many or too few");
            }
            fits(SignedJWT.parse(token).getHeader().getAlgorithm(), claims, accessToken);
            return new Verified(
                    issuer,
                    Claims.subject(members, "sub").orElseThrow(() -> rejected("has no usable subject")),
                    members,
                    judge.authenticatedAt(claims),
                    OneTimeValue.of("id-token", parts[0] + "." + parts[1], IdTokenClaims.end(claims)));
        } catch (ParseException malformed) {
            throw rejected("has claims of the wrong type");
        }
    }

    /** The claims as they were written. The library turns a time that fits into no number into another one. */
    private Map<String, Object> members(String payload) throws SocialException {
        Map<String, Object> members =
                JsonPayload.read(payload).map(Claims::object).orElseThrow(() -> rejected("is no object in UTF-8"));
        for (String name : TIMES) {
            if (members.containsKey(name) && NumericDate.of(members.get(name)).isEmpty()) {
                throw rejected("has a time that cannot be");
            }
        }
        return members;
    }

    private JWTClaimsSet signed(Endpoints endpoints, String token) throws SocialException, ParseException {
        SignedJWT signed = SignedJWT.parse(token);
        if (!endpoints.algorithms().contains(signed.getHeader().getAlgorithm())) {
            throw rejected("is signed with an algorithm that is not the provider's");
        }
        JWKSet keys = keys(endpoints, signed.getHeader());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(endpoints.algorithms(), new ImmutableJWKSet<>(keys)));
        // The claims are judged afterwards, by what this provider and its several client ids need.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        try {
            return processor.process(signed, null);
        } catch (BadJOSEException | JOSEException | IllegalArgumentException forged) {
            throw rejected("is not signed with a key and an algorithm of the provider");
        }
    }

    /** Keys are rotated: one that is not there may be new. But not every forgery is worth a question. */
    private JWKSet keys(Endpoints endpoints, JWSHeader header) throws SocialException {
        CachedDocument<JWKSet> published = published(endpoints);
        JWKSet known = published.get();
        String wanted = header.getKeyID();
        boolean there = wanted == null || known.getKeyByKeyId(wanted) != null;
        return there ? known : published.newerThan(known);
    }

    private CachedDocument<JWKSet> published(Endpoints endpoints) throws SocialException {
        URI from = endpoints.jwks().orElseThrow(() -> SocialException.unavailable(provider.id() + ": has no keys"));
        Keys known = keys;
        if (known != null && known.from().equals(from)) {
            return known.set();
        }
        synchronized (this) {
            known = keys;
            if (known == null || !known.from().equals(from)) {
                known = new Keys(
                        from, new CachedDocument<>(provider.id() + ": the keys", clock, KEYS_KEPT, () -> fetch(from)));
                keys = known;
            }
            return known.set();
        }
    }

    private JWKSet fetch(URI from) throws SocialException {
        Answer answer = calls.send(new HTTPRequest(HTTPRequest.Method.GET, from));
        return KeySet.read(provider.id(), answer.document(provider.id() + ": the key set"));
    }

    /** If the token names a hash of the access token, the two were made together (section 3.1.3.8). */
    private void fits(JWSAlgorithm algorithm, JWTClaimsSet claims, Optional<String> accessToken)
            throws SocialException, ParseException {
        String hash = claims.getStringClaim("at_hash");
        if (hash == null || accessToken.isEmpty()) {
            return;
        }
        try {
            AccessTokenValidator.validate(
                    new BearerAccessToken(accessToken.get()), algorithm, new AccessTokenHash(hash));
        } catch (InvalidHashException | IllegalArgumentException other) {
            throw rejected("belongs to another access token");
        }
    }

    private SocialException rejected(String why) {
        return SocialException.rejected(provider.id() + ": the ID token " + why);
    }
}
