package dev.sallyport.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;

/** Keys by the JDK, written as PEM. */
final class Pem {

    private Pem() {}

    static KeyPair rsa(int bits, long exponent) {
        return pair("RSA", new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
    }

    static KeyPair ec(String curve) {
        return pair("EC", new ECGenParameterSpec(curve));
    }

    static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PKCS#8 for a private key, SPKI for a public one. */
    static String modern(Key key) {
        return block(key.getFormat().equals("X.509") ? "PUBLIC KEY" : "PRIVATE KEY", key.getEncoded());
    }

    /** PKCS#1 for RSA, and for EC what {@code openssl ecparam -genkey} writes: the curve's name, then SEC 1. */
    static String traditional(PrivateKey key) {
        try {
            if (key instanceof ECPrivateKey ec) {
                ASN1ObjectIdentifier curve = SECObjectIdentifiers.secp256r1;
                var sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(256, ec.getS(), curve);
                return block("EC PARAMETERS", curve.getEncoded()) + block("EC PRIVATE KEY", sec1.getEncoded());
            }
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
            return block(
                    "RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(spec);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
