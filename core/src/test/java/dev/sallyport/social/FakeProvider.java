package dev.sallyport.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.social.FakeHttp.Call;
import dev.sallyport.social.FakeHttp.Fault;
import dev.sallyport.social.FakeHttp.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An OpenID provider that runs: discovery, keys, codes with PKCE that are good for once, tokens with real signatures,
 * userinfo. It knows one client, {@link #CLIENT_ID}, and whoever comes is Alice.
 */
public final class FakeProvider implements AutoCloseable {

    public static final String CLIENT_ID = "our-app";
    public static final String CLIENT_SECRET = "a secret: with / and %";
    public static final String ALICE = "alice-1";

    static final String DISCOVERY = "/.well-known/openid-configuration";
    static final String KEYS = "/keys";
    static final String TOKEN = "/token";
    static final String USERINFO = "/userinfo";

    /** No test has so many keys at once. To make one for each would take longer than all that is tested with them. */
    private static final int AT_ONCE = 8;

    private static final Map<Integer, RSAKey> MADE = new ConcurrentHashMap<>();
    private static final AtomicInteger TURN = new AtomicInteger();

    private record Grant(Map<String, String> request) {}

    private final FakeHttp http = new FakeHttp();
    private final Clock clock;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Object> userinfo = new LinkedHashMap<>();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();
    private volatile RSAKey key = newKey();
    private volatile boolean publishesKey = true;
    private volatile Consumer<JWTClaimsSet.Builder> twist = claims -> {};

    public FakeProvider(Clock clock) {
        this.clock = clock;
        metadata.put("issuer", issuer());
        metadata.put("authorization_endpoint", issuer() + "/authorize");
        metadata.put("token_endpoint", issuer() + TOKEN);
        metadata.put("userinfo_endpoint", issuer() + USERINFO);
        metadata.put("jwks_uri", issuer() + KEYS);
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256", "HS256", "none"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        userinfo.putAll(Map.of("sub", ALICE, "name", "Alice of Userinfo"));
        http.route(DISCOVERY, call -> Reply.of(200, metadata));
        http.route(KEYS, call -> Reply.of(200, keys()));
        http.route(TOKEN, this::token);
        http.route(USERINFO, this::userinfo);
    }

    /** Its issuer, which is also its origin. */
    public String issuer() {
        return http.origin();
    }

    /** What {@link Provider#read} needs to know of it. */
    public Map<String, String> settings() {
        return new HashMap<>(Map.of("issuer", issuer(), "client-id", CLIENT_ID, "client-secret", CLIENT_SECRET));
    }

    /** Alice says yes: what the browser is sent back with. */
    public Map<String, String> authorize(URI authorizationRequest) {
        Map<String, String> request = FakeHttp.parameters(authorizationRequest.getRawQuery());
        String code = UUID.randomUUID().toString();
        grants.put(code, new Grant(request));
        return new HashMap<>(Map.of("code", code, "state", request.get("state"), "iss", issuer()));
    }

    /** An ID token for our client, signed, with the claims changed as {@code with} says. */
    public String idToken(Consumer<JWTClaimsSet.Builder> with) {
        JWTClaimsSet.Builder claims = claims();
        with.accept(claims);
        return signed(claims.build(), key);
    }

    /** An access token that userinfo knows. */
    public String accessToken() {
        String token = UUID.randomUUID().toString();
        accessTokens.put(token, ALICE);
        return token;
    }

    /** From now on, the ID tokens of the token endpoint are changed so. */
    public void twist(Consumer<JWTClaimsSet.Builder> change) {
        twist = change;
    }

    /** From now on a path goes wrong; {@link Fault#NONE} mends it. */
    public void misbehave(String path, Fault fault) {
        http.misbehave(path, fault);
    }

    /** New keys, with or without a word about it in the key set. */
    public void rotateKeys(boolean published) {
        publishesKey = published;
        RSAKey before = key;
        key = newKey();
        if (!published) {
            http.route(KEYS, call -> Reply.of(200, new JWKSet(before.toPublicJWK()).toJSONObject()));
        }
    }

    Map<String, Object> metadata() {
        return metadata;
    }

    Map<String, Object> userinfo() {
        return userinfo;
    }

    RSAKey key() {
        return key;
    }

    FakeHttp http() {
        return http;
    }

    JWTClaimsSet.Builder claims() {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT_ID)
                .subject(ALICE)
                .issueTime(Date.from(now))
                .claim("auth_time", now.getEpochSecond())
                .expirationTime(Date.from(now.plusSeconds(600)))
                .claim("name", "Alice")
                .claim("preferred_username", "alice")
                .claim("email", "alice@example.com")
                .claim("email_verified", true)
                .claim("picture", "https://img.example.com/alice.png");
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A key that neither this provider nor one beside it has, under a name of its own. */
    static RSAKey newKey() {
        RSAKey made = MADE.computeIfAbsent(TURN.getAndIncrement() % AT_ONCE, any -> made());
        return new RSAKey.Builder(made).keyID(UUID.randomUUID().toString()).build();
    }

    private static RSAKey made() {
        try {
            return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, Object> keys() {
        return publishesKey ? new JWKSet(key.toPublicJWK()).toJSONObject() : Map.of("keys", List.of());
    }

    private Reply token(Call call) throws Exception {
        Map<String, String> form = call.form();
        Grant grant = grants.remove(String.valueOf(form.get("code")));
        if (!isOurClient(call)) {
            return Reply.of(401, Map.of("error", "invalid_client"));
        }
        boolean holds = grant != null
                && "authorization_code".equals(form.get("grant_type"))
                && String.valueOf(grant.request().get("redirect_uri")).equals(form.get("redirect_uri"))
                && grant.request().get("code_challenge").equals(challenge(form.get("code_verifier")))
                && "S256".equals(grant.request().get("code_challenge_method"));
        if (!holds) {
            return Reply.of(400, Map.of("error", "invalid_grant", "error_description", "no: " + form));
        }
        JWTClaimsSet.Builder claims = claims();
        if (grant.request().containsKey("nonce")) {
            claims.claim("nonce", grant.request().get("nonce"));
        }
        twist.accept(claims);
        return Reply.of(
                200,
                Map.of(
                        "access_token",
                        accessToken(),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        600,
                        "id_token",
                        signed(claims.build(), key)));
    }

    /** RFC 6749 section 2.3.1: both are form-encoded before they are joined. */
    private static boolean isOurClient(Call call) {
        if (call.header("Authorization").startsWith("Basic ")) {
            byte[] pair =
                    Base64.getDecoder().decode(call.header("Authorization").substring(6));
            String[] sides = new String(pair, StandardCharsets.UTF_8).split(":", 2);
            return FakeHttp.parameters("id=" + sides[0] + "&secret=" + sides[1])
                    .equals(Map.of("id", CLIENT_ID, "secret", CLIENT_SECRET));
        }
        return CLIENT_ID.equals(call.form().get("client_id"))
                && CLIENT_SECRET.equals(call.form().get("client_secret"));
    }

    private static String challenge(String verifier) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private Reply userinfo(Call call) {
        String token = call.header("Authorization").replaceFirst("^Bearer ", "");
        return accessTokens.containsKey(token)
                ? Reply.of(200, userinfo)
                : Reply.of(401, Map.of("error", "invalid_token"));
    }

    @Override
    public void close() {
        http.close();
    }
}
