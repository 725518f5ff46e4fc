package dev.sallyport.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges keys that somebody else made, and says which of them signs. */
final class GivenKeys {

    private final List<String> reasons = new ArrayList<>();

    private GivenKeys() {}

    /**
     * The first that can sign with {@code algorithm} does; the others verify.
     *
     * @throws UnusableKeysException naming all that is wrong with all of them
     */
    static List<KeyRing.Member> of(List<JWK> keys, Algorithm algorithm) {
        GivenKeys given = new GivenKeys();
        for (int i = 0; i < keys.size(); i++) {
            String which = "key " + (i + 1) + " (" + keys.get(i).getKeyID() + "): ";
            KeyCheck.reasons(keys.get(i)).forEach(reason -> given.reasons.add(which + reason));
        }
        given.together(keys);
        given.orThrow();
        List<SigningKey> usable = keys.stream().map(SigningKey::of).toList();
        SigningKey signer = given.signer(usable, algorithm);
        return usable.stream()
                .map(key -> new KeyRing.Member(key, key.equals(signer) ? Optional.of(Instant.EPOCH) : Optional.empty()))
                .toList();
    }

    private void together(List<JWK> keys) {
        Set<String> ids = new HashSet<>();
        for (JWK key : keys) {
            if (!ids.add(key.getKeyID())) {
                reasons.add("two keys have the kid " + key.getKeyID() + ": give each its own");
            }
        }
        long symmetric =
                keys.stream().filter(OctetSequenceKey.class::isInstance).count();
        if (symmetric > 0 && symmetric < keys.size()) {
            reasons.add("symmetric keys stand beside others, and one might be taken for the other:"
                    + " give either keys of type oct or keys with a public half");
        }
        if (keys.isEmpty()) {
            reasons.add("there is no key in it");
        }
    }

    private SigningKey signer(List<SigningKey> usable, Algorithm algorithm) {
        for (SigningKey key : usable) {
            if (key.algorithm() == algorithm && key.canSign() && key.maySign()) {
                return key;
            }
        }
        Optional<Algorithm> other = usable.stream()
                .filter(key -> key.canSign() && key.maySign())
                .map(SigningKey::algorithm)
                .findFirst();
        throw new UnusableKeysException(algorithm, other);
    }

    private void orThrow() {
        if (!reasons.isEmpty()) {
            throw new UnusableKeysException(reasons);
        }
    }
}
