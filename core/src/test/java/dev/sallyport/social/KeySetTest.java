package dev.sallyport.social;

import static dev.sallyport.social.Scene.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.sallyport.social.SocialException.Failure;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key sets with keys that are of no use here: each is passed over by itself (RFC 7517 section 5). */
class KeySetTest {

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    static Stream<String> odd() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("odd").generate().toPublicJWK();
        String n = "\"n\":\"" + rsa.getModulus() + "\"";
        String point = "\"x\":\"" + "A".repeat(43) + "\",\"y\":\"" + "A".repeat(43) + "\"";
        return Stream.of(
                "{\"kty\":\"EC\",\"crv\":\"P-256K1\"," + point + "}",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\"," + point + "}",
                "{\"kty\":\"EC\",\"crv\":\"brainpoolP256r1\"," + point + "}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\"," + point + "}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":256,\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\"}",
                "{\"kty\":\"RSA\"," + n + "}",
                "{\"kty\":\"RSA\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":5,\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":null,\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\"," + n + ",\"e\":\"AQAB\",\"kid\":5}",
                "{\"kty\":\"RSA\"," + n + ",\"e\":\"AQAB\",\"key_ops\":\"verify\"}",
                "{\"kty\":\"RSA\"," + n + ",\"e\":\"AQAB\",\"x5c\":[\"no certificate\"]}",
                "{\"kty\":\"RSA\"," + n + ",\"e\":\"AQAB\",\"alg\":\"RSA-OAEP\"}",
                "{\"kty\":\"RSA\"," + n + ",\"e\":\"AQAB\",\"alg\":\"HS256\"}",
                "{\"kty\":\"RSA\"," + n + ",\"e\":\"AQAB\",\"alg\":\"none\"}",
                json(new RSAKey.Builder(rsa).keyUse(KeyUse.ENCRYPTION).build()),
                json(new RSAKey.Builder(rsa)
                        .keyOperations(Set.of(KeyOperation.WRAP_KEY))
                        .build()),
                json(new RSAKeyGenerator(1024, true).keyID("weak").generate().toPublicJWK()),
                "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"AA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + "A".repeat(43) + "\"}",
                "{\"kty\":\"oct\",\"k\":\"" + "A".repeat(43) + "\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AA\"}",
                "{\"kty\":7}",
                "{\"kty\":null}",
                "{\"crv\":\"P-256\"}",
                "{}",
                "[]",
                "null",
                "\"a text\"",
                "5");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void rule25_a_key_of_no_use_does_not_take_the_good_one_beside_it_away(String key) throws SocialException {
        String good = json(scene.fake.key().toPublicJWK());
        publish("{\"keys\":[" + key + "," + good + "," + key + "]}");

        assertThat(scene.showIdToken(scene.fake.idToken(claims -> {})).subject())
                .isEqualTo(FakeProvider.ALICE);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void a_set_without_a_key_of_use_says_so(String key) {
        publish("{\"keys\":[" + key + "]}");

        SocialException failed = failure(() -> scene.showIdToken(scene.fake.idToken(claims -> {})));
        assertThat(failed.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(failed).hasMessage("fake: none of the 1 keys in the key set can be used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"keys\":{}}", "{\"keys\":null}", "{\"keys\":\"none\"}"})
    void what_is_no_key_set_says_so(String set) {
        publish(set);

        assertThat(failure(() -> scene.showIdToken(scene.fake.idToken(claims -> {}))))
                .hasMessage("fake: the key set has no list of keys");
    }

    @Test
    void a_key_beside_one_that_broke_off_is_found_when_it_is_new() throws SocialException {
        String before = json(scene.fake.key().toPublicJWK());
        publish("{\"keys\":[" + before + ",{\"kty\":\"EC\"}]}");
        scene.showIdToken(scene.fake.idToken(claims -> {}));

        scene.fake.rotateKeys(true);
        publish("{\"keys\":[{\"kty\":\"EC\"}," + json(scene.fake.key().toPublicJWK()) + "]}");
        assertThat(scene.showIdToken(scene.fake.idToken(claims -> {})).subject())
                .isEqualTo(FakeProvider.ALICE);
    }

    private void publish(String set) {
        scene.fake.http().route(FakeProvider.KEYS, call -> new FakeHttp.Reply(200, set));
    }

    private static String json(RSAKey key) {
        return JSONObjectUtils.toJSONString(key.toJSONObject());
    }
}
