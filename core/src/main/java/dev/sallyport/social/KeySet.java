package dev.sallyport.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a provider that can verify an ID token. Others are passed over, each by itself (RFC 7517 section 5): a provider
 * that adds a key of a kind we do not know must not take away the one beside it.
 */
final class KeySet {

    /** RFC 7518 section 3.3. */
    private static final int SHORTEST_RSA = 2048;

    private KeySet() {}

    /**
     * Reads a JWK set.
     *
     * @throws SocialException if nothing in it can be used
     */
    static JWKSet read(String provider, Map<String, Object> set) throws SocialException {
        if (!(set.get("keys") instanceof List<?> entries)) {
            throw SocialException.unavailable(provider + ": the key set has no list of keys");
        }
        List<JWK> usable = new ArrayList<>();
        for (Object entry : entries) {
            parsed(entry).filter(KeySet::verifies).ifPresent(usable::add);
        }
        if (usable.isEmpty()) {
            throw SocialException.unavailable(
                    provider + ": none of the " + entries.size() + " keys in the key set can be used");
        }
        return new JWKSet(usable);
    }

    private static Optional<JWK> parsed(@Nullable Object entry) {
        try {
            return Optional.of(JWK.parse(Claims.object(entry)));
        } catch (ParseException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static boolean verifies(JWK key) {
        boolean forSignatures = (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
        boolean fits = Endpoints.USABLE.stream()
                .filter(ours -> key.getAlgorithm() == null || ours.equals(key.getAlgorithm()))
                .anyMatch(ours -> key.getKeyType().equals(KeyType.forAlgorithm(ours)));
        boolean strong = !(key instanceof RSAKey rsa) || rsa.size() >= SHORTEST_RSA;
        return forSignatures && fits && strong && isWhole(key);
    }

    /** Only the conversion tells whether this JDK knows the curve. */
    private static boolean isWhole(JWK key) {
        try {
            return key instanceof AsymmetricJWK asymmetric && asymmetric.toPublicKey() != null;
        } catch (JOSEException | RuntimeException unknown) {
            return false;
        }
    }
}
