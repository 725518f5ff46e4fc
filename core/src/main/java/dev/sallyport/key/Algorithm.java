package dev.sallyport.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Arrays;
import java.util.Optional;

/** How access tokens are signed (RFC 7518 section 3, RFC 8037). Each goes with one kind of key, and a key with one of them [13]. */
public enum Algorithm {
    /** HMAC with SHA-256: the fastest, for when whoever verifies also signs. */
    HS256("HS256", "HS256", "oct"),
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256("RS256", "RS256", "RSA"),
    /** ECDSA with P-256 and SHA-256. */
    ES256("ES256", "ES256", "EC"),
    /** EdDSA with Ed25519. */
    ED25519("Ed25519", "EdDSA", "OKP");

    private static final int RSA_BITS = 2048;

    private final String text;
    private final String alg;
    private final String keyType;

    Algorithm(String text, String alg, String keyType) {
        this.text = text;
        this.alg = alg;
        this.keyType = keyType;
    }

    /** The algorithm that a property names exactly so. */
    public static Optional<Algorithm> named(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }

    /** Its name in a property. */
    public String text() {
        return text;
    }

    /** The one algorithm that we use a key of this type for. */
    static Algorithm of(KeyType type) {
        return Arrays.stream(values())
                .filter(each -> each.keyType.equals(type.getValue()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no key of type " + type + " signs here"));
    }

    /** The header parameter {@code alg}. */
    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(alg);
    }

    /** Whether this member {@code alg} of a key says this algorithm; for Ed25519 both RFC 8037 and its successor's name do. */
    boolean isNamed(String name) {
        return name.equals(alg) || name.equals(text);
    }

    /** A fresh key. */
    JWK generate() {
        try {
            return switch (this) {
                case HS256 ->
                    new OctetSequenceKey.Builder(Secrets.random(HmacKey.SHORTEST_BYTES))
                            .keyID(Secrets.randomId())
                            .build();
                case RS256 ->
                    new RSAKeyGenerator(RSA_BITS).keyIDFromThumbprint(true).generate();
                case ES256 ->
                    new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
                case ED25519 -> Ed25519.generate();
            };
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform makes keys for " + text, impossible);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
