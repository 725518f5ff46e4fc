package dev.sallyport.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a JWK set. Nimbus' own reader passes over keys that it does not know, and whoever listed one would not hear of it. */
final class JwkSetKeys {

    private JwkSetKeys() {}

    static List<JWK> read(String text) {
        Map<String, Object>[] members = members(text);
        List<JWK> keys = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            try {
                keys.add(named(JWK.parse(members[i])));
            } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
                // The message may quote the key.
                reasons.add("key " + (i + 1) + " of the set is not well-formed, or of a type that is not used here:"
                        + " leave it out, or give RSA, EC on P-256, OKP with Ed25519, or oct");
            }
        }
        if (!reasons.isEmpty()) {
            throw new UnusableKeysException(reasons);
        }
        return keys;
    }

    private static Map<String, Object>[] members(String text) {
        try {
            Map<String, Object> set = JSONObjectUtils.parse(text);
            Map<String, Object>[] members = set == null ? null : JSONObjectUtils.getJSONObjectArray(set, "keys");
            if (members != null) {
                return members;
            }
        } catch (ParseException notJson) {
            // The text below says what is wrong. It leaves out the message, which may quote a key.
        }
        throw new UnusableKeysException("the file is not a JWK set: {\"keys\":[...]}");
    }

    private static JWK named(JWK jwk) throws ParseException, JOSEException {
        if (jwk.getKeyID() != null) {
            return jwk;
        }
        Map<String, Object> members = jwk.toJSONObject();
        members.put("kid", idOf(jwk));
        return JWK.parse(members);
    }

    /** The thumbprint of a symmetric key would let anybody who sees a token test guesses at the key. */
    private static String idOf(JWK jwk) throws JOSEException {
        return jwk instanceof OctetSequenceKey symmetric && symmetric.toByteArray().length >= HmacKey.SHORTEST_BYTES
                ? SigningKey.symmetricId(HmacKey.of(symmetric.toByteArray()))
                : jwk.computeThumbprint().toString();
    }
}
