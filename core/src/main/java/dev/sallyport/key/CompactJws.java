package dev.sallyport.key;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The three parts of a compact JWS (RFC 7515 section 7.1), each in its one spelling. Nothing is decoded yet. */
record CompactJws(String header, String payload, String signature) {

    /** As long as a cookie may be. */
    static final int LONGEST = 4096;

    /** Members that name a key or change what is signed: a token must not choose what it is judged by [13]. */
    private static final Set<String> FORBIDDEN =
            Set.of("crit", "b64", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "zip");

    /** The parts of {@code text}, or empty if it has another form, is too long, or spells a part in a second way [16]. */
    static Optional<CompactJws> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        CompactJws jws =
                new CompactJws(text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
        return jws.isCanonical() ? Optional.of(jws) : Optional.empty();
    }

    private boolean isCanonical() {
        return CanonicalBase64url.spells(header)
                && (payload.isEmpty() || CanonicalBase64url.spells(payload))
                && CanonicalBase64url.spells(signature);
    }

    /** The header, if it names exactly this algorithm and nothing that is refused. */
    Optional<JWSHeader> headerFor(Algorithm algorithm) {
        try {
            Map<String, Object> members = JSONObjectUtils.parse(new Base64URL(header).decodeToString());
            boolean ours = members != null
                    && algorithm.jws().getName().equals(members.get("alg"))
                    && Collections.disjoint(members.keySet(), FORBIDDEN);
            return ours ? Optional.of(JWSHeader.parse(members)) : Optional.empty();
        } catch (ParseException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    byte[] signingInput() {
        return Secrets.utf8(header + "." + payload);
    }

    @Override
    public String toString() {
        return "CompactJws";
    }
}
