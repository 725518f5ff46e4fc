package dev.sallyport.key;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a key must not be used: too weak, meant for something else, or not what it says [14]. */
final class KeyCheck {

    private static final int RSA_BITS = 2048;
    private static final BigInteger RSA_EXPONENT = BigInteger.valueOf(65537);

    /** 32 random bytes have fewer different ones about once in 10^16 keys. */
    private static final int FEWEST_DIFFERENT = 16;

    private final List<String> reasons = new ArrayList<>();

    private KeyCheck() {}

    /** All that speaks against a key, each with what to do about it; empty for one that may be used. */
    static List<String> reasons(JWK jwk) {
        KeyCheck check = new KeyCheck();
        check.kind(jwk);
        check.purpose(jwk);
        if (check.reasons.isEmpty()) {
            check.halves(jwk);
        }
        return List.copyOf(check.reasons);
    }

    /** Why these bytes cannot have come from a random source, if that is plain to see. */
    static Optional<String> notRandom(byte[] bytes) {
        BitSet different = new BitSet();
        boolean printable = true;
        for (byte each : bytes) {
            different.set(each & 0xff);
            printable &= each >= ' ' && each <= '~';
        }
        if (printable) {
            return Optional.of("the bytes spell text, which is guessed sooner than random bytes:"
                    + " make a key with `openssl rand -base64 32`");
        }
        return different.cardinality() < FEWEST_DIFFERENT
                ? Optional.of("the bytes repeat, so they are not random: make a key with `openssl rand -base64 32`")
                : Optional.empty();
    }

    private void kind(JWK jwk) {
        if (jwk instanceof RSAKey rsa) {
            rsa(rsa);
        } else if (jwk instanceof ECKey ec) {
            when(
                    !ec.getCurve().equals(Curve.P_256),
                    "an EC key must be on P-256, for ES256; this one is on " + ec.getCurve());
        } else if (jwk instanceof OctetKeyPair pair) {
            when(
                    !pair.getCurve().equals(Curve.Ed25519),
                    "a key of type OKP must be Ed25519; this one is " + pair.getCurve());
        } else if (jwk instanceof OctetSequenceKey symmetric) {
            symmetric(symmetric.toByteArray());
        }
    }

    private void rsa(RSAKey key) {
        int bits = key.getModulus().decodeToBigInteger().bitLength();
        BigInteger exponent = key.getPublicExponent().decodeToBigInteger();
        when(bits < RSA_BITS, "an RSA key needs at least " + RSA_BITS + " bits, this one has " + bits);
        when(
                exponent.compareTo(RSA_EXPONENT) < 0 || !exponent.testBit(0),
                "the public exponent of an RSA key must be odd and at least 65537: make a key with its default");
    }

    private void symmetric(byte[] bytes) {
        if (bytes.length < HmacKey.SHORTEST_BYTES) {
            reasons.add("an HMAC key needs at least " + HmacKey.SHORTEST_BYTES + " random bytes, this one has "
                    + bytes.length);
        } else {
            notRandom(bytes).ifPresent(reasons::add);
        }
    }

    private void purpose(JWK jwk) {
        Set<KeyOperation> operations = jwk.getKeyOperations();
        Algorithm ours = Algorithm.of(jwk.getKeyType());
        when(
                jwk.getKeyUse() != null && !jwk.getKeyUse().equals(KeyUse.SIGNATURE),
                "its use is " + jwk.getKeyUse() + ": a key for signing must have the use sig, or none");
        when(
                operations != null
                        && !operations.contains(KeyOperation.SIGN)
                        && !operations.contains(KeyOperation.VERIFY),
                "its key_ops name neither sign nor verify");
        when(
                jwk.getAlgorithm() != null && !ours.isNamed(jwk.getAlgorithm().getName()),
                "its alg is " + jwk.getAlgorithm() + ", but a key of this type is used for " + ours + " here");
    }

    /** A private part that belongs to another public part would sign what nobody can verify. */
    private void halves(JWK jwk) {
        try {
            SigningKey key = SigningKey.of(jwk);
            when(
                    key.canSign() && key.verify(key.sign("{}")).isEmpty(),
                    "its private part does not belong to its public part");
        } catch (IllegalArgumentException | IllegalStateException unfit) {
            reasons.add("it cannot be used for " + Algorithm.of(jwk.getKeyType()) + ": its parts do not fit together");
        }
    }

    private void when(boolean wrong, String reason) {
        if (wrong) {
            reasons.add(reason);
        }
    }
}
