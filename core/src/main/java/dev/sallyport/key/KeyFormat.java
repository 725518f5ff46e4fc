package dev.sallyport.key;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** How a file of keys is written. */
public enum KeyFormat {
    /** PEM blocks (RFC 7468): private keys in PKCS#8, PKCS#1 or SEC 1, public ones in SPKI. */
    PEM,
    /** A JWK set (RFC 7517 section 5). */
    JWK_SET;

    /** The keys in {@code text}, each with a kid, none of them judged yet. */
    List<JWK> read(String text) {
        return switch (this) {
            case PEM -> PemKeys.read(text);
            case JWK_SET -> JwkSetKeys.read(text);
        };
    }
}
