package dev.sallyport.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** Reads PEM blocks with Bouncy Castle. Nothing else of ours needs it, so that it may be missing. */
final class PemKeys {

    private static final String OTHER = " is no private or public key of RSA, EC on P-256 or Ed25519,"
            + " or has a passphrase: leave it out, or write it anew with `openssl pkey`";

    private PemKeys() {}

    static List<JWK> read(String text) {
        try {
            return parse(text);
        } catch (NoClassDefFoundError missing) {
            throw new UnusableKeysException(
                    "reading PEM files needs org.bouncycastle:bcpkix-jdk18on: add it to the classpath");
        }
    }

    private static List<JWK> parse(String text) {
        List<JWK> keys = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        int block = 1;
        try (PEMParser blocks = new PEMParser(new StringReader(text))) {
            for (Object object = blocks.readObject(); object != null; object = blocks.readObject()) {
                Optional<JWK> key = key(object);
                key.ifPresent(keys::add);
                if (key.isEmpty() && !isCurveName(object)) {
                    reasons.add("block " + block + OTHER);
                }
                block++;
            }
        } catch (IOException | JOSEException | IllegalArgumentException malformed) {
            // The message may quote the file.
            reasons.add("block " + block + OTHER);
        }
        if (!reasons.isEmpty()) {
            throw new UnusableKeysException(reasons);
        }
        return keys;
    }

    /** {@code openssl ecparam -genkey} writes the curve's name in a block of its own before the key. */
    private static boolean isCurveName(Object block) {
        return block instanceof ASN1ObjectIdentifier || block instanceof X9ECParameters;
    }

    private static Optional<JWK> key(Object block) throws IOException, JOSEException {
        if (block instanceof PEMKeyPair pair) {
            return jwk(PrivateKeyFactory.createKey(pair.getPrivateKeyInfo()));
        }
        if (block instanceof PrivateKeyInfo info) {
            return jwk(PrivateKeyFactory.createKey(info));
        }
        return block instanceof SubjectPublicKeyInfo info ? jwk(PublicKeyFactory.createKey(info)) : Optional.empty();
    }

    private static Optional<JWK> jwk(AsymmetricKeyParameter key) throws JOSEException {
        if (key instanceof RSAKeyParameters rsa) {
            return Optional.of(rsa(rsa));
        }
        if (key instanceof ECPrivateKeyParameters ec && isP256(ec.getParameters())) {
            ECPoint point =
                    new FixedPointCombMultiplier().multiply(ec.getParameters().getG(), ec.getD());
            return Optional.of(
                    ec(point).d(ECKey.encodeCoordinate(256, ec.getD())).build());
        }
        if (key instanceof ECPublicKeyParameters ec && isP256(ec.getParameters())) {
            return Optional.of(ec(ec.getQ()).build());
        }
        if (key instanceof Ed25519PrivateKeyParameters ed) {
            return Optional.of(ed(ed.generatePublicKey())
                    .d(Base64URL.encode(ed.getEncoded()))
                    .build());
        }
        return key instanceof Ed25519PublicKeyParameters ed ? Optional.of(ed(ed).build()) : Optional.empty();
    }

    private static JWK rsa(RSAKeyParameters key) throws JOSEException {
        if (!(key instanceof RSAPrivateCrtKeyParameters full)) {
            return new RSAKey.Builder(number(key.getModulus()), number(key.getExponent()))
                    .keyIDFromThumbprint()
                    .build();
        }
        return new RSAKey.Builder(number(full.getModulus()), number(full.getPublicExponent()))
                .privateExponent(number(full.getExponent()))
                .firstPrimeFactor(number(full.getP()))
                .secondPrimeFactor(number(full.getQ()))
                .firstFactorCRTExponent(number(full.getDP()))
                .secondFactorCRTExponent(number(full.getDQ()))
                .firstCRTCoefficient(number(full.getQInv()))
                .keyIDFromThumbprint()
                .build();
    }

    private static boolean isP256(ECDomainParameters domain) {
        return domain.getN().equals(Curve.P_256.toECParameterSpec().getOrder());
    }

    private static ECKey.Builder ec(ECPoint point) throws JOSEException {
        ECPoint plain = point.normalize();
        return new ECKey.Builder(
                        Curve.P_256,
                        ECKey.encodeCoordinate(256, plain.getAffineXCoord().toBigInteger()),
                        ECKey.encodeCoordinate(256, plain.getAffineYCoord().toBigInteger()))
                .keyIDFromThumbprint();
    }

    private static OctetKeyPair.Builder ed(Ed25519PublicKeyParameters key) throws JOSEException {
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key.getEncoded())).keyIDFromThumbprint();
    }

    private static Base64URL number(BigInteger number) {
        return Base64URL.encode(number);
    }
}
