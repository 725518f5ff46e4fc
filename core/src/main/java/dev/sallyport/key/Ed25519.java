package dev.sallyport.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Ed25519 (RFC 8032) by the JDK, in the shape Nimbus wants it: Nimbus' own needs a large library besides. */
final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** What stands before the 32 bytes in the only PKCS#8 and SPKI encodings of such a key (RFC 8410 section 10). */
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static OctetKeyPair generate() throws JOSEException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
            return new OctetKeyPair.Builder(Curve.Ed25519, tail(pair.getPublic().getEncoded()))
                    .d(tail(pair.getPrivate().getEncoded()))
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException unable) {
            throw new JOSEException(unable.getMessage(), unable);
        }
    }

    static JWSSigner signer(OctetKeyPair key) throws JOSEException {
        try {
            byte[] encoded = joined(PKCS8, key.getD().decode());
            return new Signer(KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException unable) {
            throw new JOSEException(unable.getMessage(), unable);
        }
    }

    static JWSVerifier verifier(OctetKeyPair key) throws JOSEException {
        try {
            byte[] encoded = joined(SPKI, key.getX().decode());
            return new Verifier(KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException unable) {
            throw new JOSEException(unable.getMessage(), unable);
        }
    }

    private static byte[] joined(byte[] prefix, byte[] key) throws JOSEException {
        if (key.length != KEY_BYTES) {
            throw new JOSEException("an Ed25519 key has 32 bytes, this one " + key.length);
        }
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + KEY_BYTES);
        System.arraycopy(key, 0, encoded, prefix.length, KEY_BYTES);
        return encoded;
    }

    private static Base64URL tail(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
    }

    private static final class Signer extends BaseJWSProvider implements JWSSigner {

        private final PrivateKey key;

        Signer(PrivateKey key) {
            super(Set.of(JWSAlgorithm.EdDSA));
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
            try {
                Signature signature = Signature.getInstance(NAME);
                signature.initSign(key);
                signature.update(signingInput);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException unable) {
                throw new JOSEException(unable.getMessage(), unable);
            }
        }
    }

    private static final class Verifier extends BaseJWSProvider implements JWSVerifier {

        private final PublicKey key;

        Verifier(PublicKey key) {
            super(Set.of(JWSAlgorithm.EdDSA));
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
            try {
                Signature check = Signature.getInstance(NAME);
                check.initVerify(key);
                check.update(signingInput);
                return check.verify(signature.decode());
            } catch (GeneralSecurityException malformed) {
                return false;
            }
        }
    }
}
