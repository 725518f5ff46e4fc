package dev.sallyport.social;

import static dev.sallyport.social.Scene.failure;
import static dev.sallyport.social.Scene.failureOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.social.FakeHttp.Fault;
import dev.sallyport.social.SocialException.Failure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ID tokens that a client shows: which ones hold. */
class IdTokenTest {

    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private final Scene scene = new Scene().with("additional-client-ids", "our-android, our-ios");

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_good_one_says_who_it_is() throws SocialException {
        Identity alice = scene.showIdToken(scene.fake.idToken(claims -> {}));

        assertThat(alice.subject()).isEqualTo(FakeProvider.ALICE);
        assertThat(alice.issuer()).isEqualTo(scene.fake.issuer());
        assertThat(alice.profile().email()).contains("alice@example.com");
    }

    static Stream<Arguments> twists() {
        return Stream.of(
                twist("another issuer", Failure.REJECTED, c -> c.issuer("https://evil.example")),
                twist("no issuer", Failure.REJECTED, c -> c.issuer(null)),
                twist("another audience", Failure.NOT_FOR_US, c -> c.audience("another-app")),
                twist("no audience", Failure.NOT_FOR_US, c -> c.audience((String) null)),
                twist("a party that is another", Failure.NOT_FOR_US, c -> c.claim("azp", "another-app")),
                twist("two audiences, no party", Failure.NOT_FOR_US, c -> c.audience(List.of("our-app", "x"))),
                twist("no end", Failure.REJECTED, c -> c.expirationTime(null)),
                twist("no issue time", Failure.REJECTED, c -> c.issueTime(null)),
                twist("no subject", Failure.REJECTED, c -> c.subject(null)),
                twist("an empty subject", Failure.REJECTED, c -> c.subject("")),
                twist("a subject of many lines", Failure.REJECTED, c -> c.subject("alice\nadmin")),
                twist("a subject without end", Failure.REJECTED, c -> c.subject("a".repeat(256))),
                twist("an audience of nothing", Failure.NOT_FOR_US, c -> c.claim("aud", Arrays.asList("x", null))),
                twist("an end that fits into no number", Failure.REJECTED, c -> c.claim("exp", 1e300)),
                twist("an end in the last year of all", Failure.REJECTED, c -> c.claim("exp", Long.MAX_VALUE / 1000)),
                twist("an issue time that fits into no number", Failure.REJECTED, c -> c.claim("iat", 1e300)),
                twist("an issue time that is a text", Failure.REJECTED, c -> c.claim("iat", "now")),
                twist("a sign-in that fits into no number", Failure.REJECTED, c -> c.claim("auth_time", 1e300)),
                twist("a nonce", Failure.REJECTED, c -> c.claim("nonce", "from-elsewhere")),
                twist("a nonce that is a number", Failure.REJECTED, c -> c.claim("nonce", 1)),
                twist("a size over any bound", Failure.REJECTED, c -> c.claim("x", "x".repeat(20_000))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("twists")
    void rule25_what_it_says_is_checked(String name, Failure failure, Consumer<JWTClaimsSet.Builder> twist) {
        String token = scene.fake.idToken(twist);

        assertThat(failureOf(() -> scene.showIdToken(token))).isEqualTo(failure);
    }

    /** Read as question marks, two people would have one subject. */
    @Test
    void rule25_a_subject_that_is_no_text_is_nobody() throws Exception {
        String claims = scene.fake.claims().build().toString();
        String half = claims.replace(FakeProvider.ALICE, FakeProvider.ALICE + "\\ud800");
        byte[] latin = claims.replace(FakeProvider.ALICE, FakeProvider.ALICE + "\u00e9")
                .getBytes(ISO_8859_1);

        assertThat(failureOf(() -> scene.showIdToken(signed(new Payload(half)))))
                .isEqualTo(Failure.REJECTED);
        assertThat(failureOf(() -> scene.showIdToken(signed(new Payload(latin)))))
                .isEqualTo(Failure.REJECTED);
        assertThat(scene.showIdToken(signed(new Payload(claims))).subject()).isEqualTo(FakeProvider.ALICE);
    }

    @ParameterizedTest(name = "aud {0}, azp {1}")
    @CsvSource(
            nullValues = "absent",
            value = {
                "our-android, absent",
                "our-app,     our-android",
                "our-ios,     our-ios",
            })
    void rule25_our_other_clients_are_ours_too(String audience, String party) throws SocialException {
        String token = scene.fake.idToken(c -> c.audience(audience).claim("azp", party));

        assertThat(scene.showIdToken(token).subject()).isEqualTo(FakeProvider.ALICE);
    }

    @ParameterizedTest(name = "in the token {0}, given {1}: {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "n,    n,    true",
                "none, none, true",
                "n,    m,    false",
                "n,    none, false",
                "none, n,    false",
            })
    void rule25_the_nonce_is_the_one_of_whoever_asked_for_the_token(String inToken, String given, boolean holds)
            throws SocialException {
        ProviderCredential shown = new ProviderCredential.IdToken(
                scene.fake.idToken(c -> c.claim("nonce", inToken)), Optional.ofNullable(given));

        if (holds) {
            assertThat(scene.show(shown).subject()).isEqualTo(FakeProvider.ALICE);
        } else {
            assertThat(failureOf(() -> scene.show(shown))).isEqualTo(Failure.REJECTED);
        }
    }

    @ParameterizedTest(name = "a token of 600 s, clocks apart by {0} s: {1}")
    @CsvSource({"0, true", "-60, true", "-61, false", "659, true", "660, false"})
    void rule25_clocks_may_differ_by_a_minute(int seconds, boolean holds) {
        String token = scene.fake.idToken(claims -> {});
        scene.time.advance(Duration.ofSeconds(seconds));

        assertThat(holds(token)).isEqualTo(holds);
    }

    @Test
    void rule25_one_that_begins_later_does_not_hold_yet() {
        Date later = Date.from(scene.time.instant().plusSeconds(120));

        assertThat(holds(scene.fake.idToken(c -> c.notBeforeTime(later)))).isFalse();
    }

    @Test
    void rule25_signatures_that_prove_nothing() throws Exception {
        JWTClaimsSet claims = scene.fake.claims().build();
        RSAKey key = scene.fake.key();
        SignedJWT hmac = new SignedJWT(header(JWSAlgorithm.HS256, key), claims);
        hmac.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        SignedJWT withSecret = new SignedJWT(header(JWSAlgorithm.HS256, key), claims);
        withSecret.sign(new MACSigner(FakeProvider.CLIENT_SECRET.repeat(2)));
        SignedJWT unlisted = new SignedJWT(header(JWSAlgorithm.RS512, key), claims);
        unlisted.sign(new RSASSASigner(key));
        SignedJWT accessToken = new SignedJWT(
                new JWSHeader.Builder(header(JWSAlgorithm.RS256, key))
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                claims);
        accessToken.sign(new RSASSASigner(key));
        String good = scene.fake.idToken(c -> {});

        assertThat(holds(good)).isTrue();
        assertThat(holds(new PlainJWT(claims).serialize())).as("none").isFalse();
        assertThat(holds(hmac.serialize())).as("the public key as an HMAC's").isFalse();
        assertThat(holds(withSecret.serialize())).as("the client secret").isFalse();
        assertThat(holds(unlisted.serialize()))
                .as("an algorithm the provider does not name")
                .isFalse();
        assertThat(holds(accessToken.serialize())).as("another kind of token").isFalse();
        assertThat(holds(FakeProvider.signed(claims, FakeProvider.newKey())))
                .as("another key")
                .isFalse();
        RSAKey sameName =
                new RSAKey.Builder(FakeProvider.newKey()).keyID(key.getKeyID()).build();
        assertThat(holds(FakeProvider.signed(claims, sameName)))
                .as("another key by its name")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', ' '", "'', =", "' ', ''", "'', .", "'.', ''"})
    void rule25_a_token_has_one_spelling(String before, String after) {
        String token = scene.fake.idToken(c -> {});

        assertThat(holds(before + token + after)).isFalse();
        assertThat(holds(token.replaceFirst("\\.", ". "))).isFalse();
    }

    @Test
    void rule25_spare_bits_do_not_make_a_second_token() {
        String token = scene.fake.idToken(c -> {});
        char last = token.charAt(token.length() - 1);
        // 256 bytes leave four spare bits in the last digit.
        String other = token.substring(0, token.length() - 1) + (char) (last + 1);

        assertThat(holds(other)).isFalse();
    }

    @Test
    void keys_that_are_rotated_are_found() {
        assertThat(holds(scene.fake.idToken(c -> {}))).isTrue();
        scene.fake.rotateKeys(true);

        assertThat(holds(scene.fake.idToken(c -> {}))).isTrue();
        assertThat(scene.fake.http().calls(FakeProvider.KEYS)).hasSize(2);
    }

    @Test
    void a_flood_of_unknown_keys_is_not_passed_on_to_the_provider() {
        String good = scene.fake.idToken(c -> {});
        RSAKey stranger = FakeProvider.newKey();
        for (int i = 0; i < 40; i++) {
            RSAKey forged = new RSAKey.Builder(stranger).keyID("forged-" + i).build();
            assertThat(holds(FakeProvider.signed(scene.fake.claims().build(), forged)))
                    .isFalse();
        }

        assertThat(scene.fake.http().calls(FakeProvider.KEYS)).hasSizeLessThan(4);
        assertThat(holds(good)).isTrue();
    }

    @Test
    void a_provider_that_is_down_does_not_stop_tokens_that_were_issued() {
        String token = scene.fake.idToken(c -> {});
        assertThat(holds(token)).isTrue();
        scene.fake.misbehave(FakeProvider.KEYS, Fault.ERROR_500);
        scene.fake.misbehave(FakeProvider.DISCOVERY, Fault.ERROR_500);

        assertThat(holds(token)).isTrue();
    }

    @Test
    void keys_that_cannot_be_fetched_are_not_held_against_the_token() {
        scene.fake.misbehave(FakeProvider.KEYS, Fault.ERROR_500);
        String token = scene.fake.idToken(c -> {});

        assertThat(failureOf(() -> scene.showIdToken(token))).isEqualTo(Failure.UNAVAILABLE);
    }

    @ParameterizedTest(name = "{0}: tokens of tenant {1} hold: {2}")
    @CsvSource({
        "common,        " + TENANT + ",   true",
        "common,        " + PERSONAL + ", true",
        "organizations, " + TENANT + ",   true",
        "organizations, " + PERSONAL + ", false",
        "consumers,     " + TENANT + ",   false",
        "consumers,     " + PERSONAL + ", true",
        "common,        common,           false",
        "common,        ../evil,          false",
    })
    void rule25_a_shared_issuer_speaks_for_the_tenant_that_the_token_names(String word, String tenant, boolean holds)
            throws SocialException {
        String origin = scene.fake.issuer();
        scene.fake.metadata().put("issuer", origin + "/{tenantid}/v2.0");
        scene.fake
                .http()
                .route(
                        "/" + word + "/v2.0" + FakeProvider.DISCOVERY,
                        c -> FakeHttp.Reply.of(200, scene.fake.metadata()));
        scene.with("issuer", origin + "/" + word + "/v2.0");
        String own = scene.fake.idToken(
                c -> c.issuer(origin + "/" + tenant + "/v2.0").claim("tid", tenant));
        String foreign = scene.fake.idToken(
                c -> c.issuer(origin + "/" + tenant + "/v2.0").claim("tid", TENANT + "x"));

        assertThat(holds(own)).isEqualTo(holds);
        assertThat(holds(foreign)).isFalse();
        if (holds) {
            assertThat(scene.showIdToken(own).issuer()).isEqualTo(origin + "/" + tenant + "/v2.0");
        }
    }

    @Test
    void an_issuer_without_its_scheme_is_the_same_one() {
        Issuers google = Issuers.of("https://accounts.google.com", "https://accounts.google.com")
                .orElseThrow();

        assertThat(google.accepted("accounts.google.com", null)).contains("https://accounts.google.com");
        assertThat(google.accepted("accounts.google.com.evil.example", null)).isEmpty();
        assertThat(google.answers("https://accounts.google.com")).isTrue();
    }

    @Test
    void rule25_metadata_of_another_issuer_are_not_believed() {
        scene.fake.metadata().put("issuer", "https://accounts.google.com");

        assertThat(failure(scene::request))
                .hasMessageContaining("fake: its metadata say https://accounts.google.com", scene.fake.issuer())
                .extracting(SocialException::failure)
                .isEqualTo(Failure.MISCONFIGURED);
    }

    @Test
    void an_issuer_that_is_no_address_is_not_written_to_the_log() {
        scene.fake.metadata().put("issuer", "https://a.example\nforged line");

        assertThat(failure(scene::request)).hasMessageContaining("its metadata say something else");
    }

    @ParameterizedTest
    @CsvSource({"token_endpoint, http://evil.example/", "jwks_uri, ftp://a.example/", "token_endpoint, /token"})
    void metadata_that_would_send_secrets_in_the_clear(String member, String address) {
        scene.fake.metadata().put(member, address);

        assertThat(failureOf(scene::request)).isEqualTo(Failure.MISCONFIGURED);
    }

    @Test
    void rule25_metadata_that_know_no_public_key_signature() {
        scene.fake.metadata().put("id_token_signing_alg_values_supported", List.of("none", "HS256"));

        assertThat(failureOf(scene::request)).isEqualTo(Failure.MISCONFIGURED);
    }

    @Test
    void a_provider_without_openid_takes_none() {
        scene.configured(
                "plain",
                Map.of(
                        "client-id", "our-app",
                        "client-secret", "secret",
                        "authorization-endpoint", scene.fake.issuer() + "/authorize",
                        "token-endpoint", scene.fake.issuer() + "/token",
                        "userinfo-endpoint", scene.fake.issuer() + "/userinfo"));
        String token = scene.fake.idToken(c -> {});

        assertThat(failureOf(() -> scene.showIdToken(token))).isEqualTo(Failure.UNSUPPORTED);
    }

    private boolean holds(String token) {
        try {
            return scene.showIdToken(token).subject().equals(FakeProvider.ALICE);
        } catch (SocialException refused) {
            return false;
        }
    }

    private String signed(Payload payload) throws JOSEException {
        JWSObject token = new JWSObject(header(JWSAlgorithm.RS256, scene.fake.key()), payload);
        token.sign(new RSASSASigner(scene.fake.key()));
        return token.serialize();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, RSAKey key) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
    }

    private static Arguments twist(String name, Failure failure, Consumer<JWTClaimsSet.Builder> twist) {
        return Arguments.of(name, failure, twist);
    }
}
