package dev.sallyport.social;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client secret that we sign ourselves, as Apple's documents want it. */
class SignedSecretTest {

    @Test
    void it_is_signed_for_each_call_and_short_lived() throws Exception {
        KeyPair pair = pair("EC", 256);
        try (Scene scene = new Scene()) {
            scene.with(
                    "client-secret", "",
                    "client-authentication", "signed-jwt",
                    "team-id", "TEAM",
                    "key-id", "KEY",
                    "private-key", pem(pair));
            Scene.failure(scene::signIn);

            Map<String, String> form =
                    scene.fake.http().last(FakeProvider.TOKEN).form();
            SignedJWT secret = SignedJWT.parse(form.get("client_secret"));
            JWTClaimsSet claims = secret.getJWTClaimsSet();
            assertThat(secret.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic())))
                    .isTrue();
            assertThat(secret.getHeader().getKeyID()).isEqualTo("KEY");
            assertThat(secret.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
            assertThat(form).containsEntry("client_id", FakeProvider.CLIENT_ID);
            assertThat(claims.getIssuer()).isEqualTo("TEAM");
            assertThat(claims.getSubject()).isEqualTo(FakeProvider.CLIENT_ID);
            assertThat(claims.getAudience()).containsExactly(scene.fake.issuer());
            assertThat(claims.getIssueTime()).isEqualTo(scene.time.instant());
            assertThat(claims.getExpirationTime())
                    .isEqualTo(scene.time.instant().plusSeconds(300));
        }
    }

    static String pem() throws Exception {
        return pem("EC", 256);
    }

    static String pem(String algorithm, int bits) throws Exception {
        return pem(pair(algorithm, bits));
    }

    private static KeyPair pair(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
