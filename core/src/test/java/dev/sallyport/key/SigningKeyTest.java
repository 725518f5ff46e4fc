package dev.sallyport.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    @ParameterizedTest
    @EnumSource
    void what_a_key_signs_it_verifies_and_no_other_key_does(Algorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm);
        String jws = key.sign("{\"a\":1}");

        assertThat(key.verify(jws).map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .contains("{\"a\":1}");
        assertThat(SigningKey.generate(algorithm).verify(jws)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HS256, HS256", "RS256, RS256", "ES256, ES256", "ED25519, EdDSA"})
    void a_token_says_its_key_its_type_and_its_algorithm_and_no_more(Algorithm algorithm, String alg) {
        SigningKey key = SigningKey.generate(algorithm);

        assertThat(new Base64URL(key.headerText()).decodeToString())
                .isEqualTo("{\"kid\":\"" + key.id() + "\",\"typ\":\"at+jwt\",\"alg\":\"" + alg + "\"}");
        assertThat(key.sign("{}")).startsWith(key.headerText() + ".");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_kept_of_a_key_is_the_whole_key(Algorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm);
        SigningKey again = SigningKey.ofSecretJson(key.secretJson());

        assertThat(again.id()).isEqualTo(key.id());
        assertThat(again.verify(key.sign("{}"))).isPresent();
        assertThat(key.verify(again.sign("{}"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "RS256, 'kid,use,alg,kty,n,e'",
        "ES256, 'kid,use,alg,kty,crv,x,y'",
        "ED25519, 'kid,use,alg,kty,crv,x'",
    })
    void rule14_only_public_members_come_out(Algorithm algorithm, String members) {
        Map<String, Object> published =
                SigningKey.generate(algorithm).publicJwk().orElseThrow();

        assertThat(published.keySet()).containsExactlyInAnyOrder(members.split(","));
    }

    @Test
    void rule14_of_a_symmetric_key_nothing_comes_out() {
        assertThat(SigningKey.generate(Algorithm.HS256).publicJwk()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void its_text_form_leaks_nothing(Algorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm);

        assertThat(key).hasToString("SigningKey " + key.id() + " (" + algorithm.text() + ")");
    }

    @Test
    void what_is_no_key_is_not_repeated_in_the_refusal() {
        assertThatThrownBy(() -> SigningKey.ofSecretJson("{\"kty\":\"oct\",\"k\":7,\"secret\":\"hunter2\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a JSON Web Key")
                .hasNoCause();
    }

    /** RFC 8037 appendix A.4. */
    @Test
    void signs_the_example_of_rfc_8037() throws Exception {
        OctetKeyPair jwk = new OctetKeyPair.Builder(
                        Curve.Ed25519, new Base64URL("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"))
                .d(new Base64URL("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"))
                .keyIDFromThumbprint()
                .build();
        String jws = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
                + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

        assertThat(SigningKey.of(jwk).verify(jws).map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .contains("Example of Ed25519 signing");
        assertThat(SigningKey.of(jwk).id()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"alg\":\"HS256\",\"crit\":[\"exp\"]",
                "\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false",
                "\"alg\":\"HS256\",\"b64\":true",
                "\"alg\":\"HS256\",\"jku\":\"https://evil.test/\"",
                "\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "\"alg\":\"HS256\",\"x5u\":\"https://evil.test/\"",
                "\"alg\":\"HS256\",\"x5c\":[\"AAAA\"]",
                "\"alg\":\"none\"",
                "\"alg\":\"HS512\"",
                "\"alg\":null",
                "\"alg\":[\"HS256\"]",
                "\"typ\":\"JWT\"",
            })
    void rule13_a_header_that_asks_for_more_is_refused_though_the_signature_holds(String members) {
        HmacKey secret = HmacKey.random();
        SigningKey key = SigningKey.of(secret);

        assertThat(key.verify(new Forgery("{\"alg\":\"HS256\",\"x\":1}", "{}").signedWith(secret)))
                .isPresent();
        assertThat(key.verify(new Forgery("{" + members + "}", "{}").signedWith(secret)))
                .isEmpty();
    }

    @Test
    void rule13_the_public_key_is_no_hmac_key() {
        SigningKey rsa = SigningKey.generate(Algorithm.RS256);
        HmacKey known = HmacKey.of(Secrets.utf8(rsa.publicJwk().orElseThrow().toString()));
        Forgery words = Forgery.of(rsa.sign("{}"));

        assertThat(rsa.verify(words.signedWith(known))).isEmpty();
        assertThat(rsa.verify(words.header("{\"alg\":\"HS256\"}").signedWith(known)))
                .isEmpty();
    }

    @Test
    void rule13_a_stronger_hash_with_the_same_key_is_not_the_one_pinned_to_it() throws Exception {
        HmacKey wide = HmacKey.of(Secrets.random(64));
        JWSObject hs512 = new JWSObject(new JWSHeader(JWSAlgorithm.HS512), new Payload("{}"));
        hs512.sign(new MACSigner(wide.secretKey()));

        assertThat(SigningKey.of(wide).verify(hs512.serialize())).isEmpty();
    }
}
