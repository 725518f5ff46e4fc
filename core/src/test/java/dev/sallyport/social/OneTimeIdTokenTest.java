package dev.sallyport.social;

import static dev.sallyport.social.Scene.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.social.FakeHttp.Reply;
import dev.sallyport.social.SocialException.Failure;
import dev.sallyport.token.OneTimeValue;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By what an ID token is known again, and for how long. */
class OneTimeIdTokenTest {

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void rule33_a_code_is_the_providers_to_spend() throws SocialException {
        String code = scene.answer().get("code");

        assertThat(scene.prove(new ProviderCredential.Code(
                                code, Scene.FLOW.codeVerifier(), Scene.FLOW.redirectUri(), Optional.empty()))
                        .once())
                .isEmpty();
    }

    @Test
    void rule33_it_is_remembered_until_it_holds_nowhere_any_more() throws SocialException {
        String token = scene.fake.idToken(c -> {});
        OneTimeValue once = proven(token);

        assertThat(once.until()).isEqualTo(scene.time.instant().plusSeconds(660));
        assertThat(proven(scene.fake.idToken(c -> c.jwtID("another"))).name()).isNotEqualTo(once.name());
        scene.time.advance(Duration.ofSeconds(660));
        assertThat(failureOf(() -> scene.showIdToken(token))).isEqualTo(Failure.REJECTED);
    }

    @Test
    void rule33_a_signature_written_in_another_way_does_not_make_a_second_token() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        scene.fake.metadata().put("id_token_signing_alg_values_supported", List.of("ES256"));
        scene.fake.http().route(FakeProvider.KEYS, call -> Reply.of(200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(),
                scene.fake.claims().build());
        signed.sign(new ECDSASigner(key));
        String token = signed.serialize();
        String twin = token.substring(0, token.lastIndexOf('.') + 1) + negated(signed.getSignature());

        assertThat(twin).isNotEqualTo(token);
        assertThat(proven(twin)).isEqualTo(proven(token));
    }

    /** ECDSA takes (r, n - s) where it takes (r, s), n being the order of the curve. */
    private static Base64URL negated(Base64URL signature) {
        byte[] both = signature.decode();
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(both, 32, 64));
        byte[] other = Curve.P_256.toECParameterSpec().getOrder().subtract(s).toByteArray();
        byte[] negated = Arrays.copyOf(both, 64);
        Arrays.fill(negated, 32, 64, (byte) 0);
        int length = Math.min(32, other.length);
        System.arraycopy(other, other.length - length, negated, 64 - length, length);
        return Base64URL.encode(negated);
    }

    private OneTimeValue proven(String token) throws SocialException {
        return scene.prove(new ProviderCredential.IdToken(token, Optional.empty()))
                .once()
                .orElseThrow();
    }
}
