package dev.sallyport.key;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key for HMAC-SHA256 (RFC 2104) of at least 256 bits [14]. Its bytes never appear in {@code toString}. */
public final class HmacKey {

    private static final String ALGORITHM = "HmacSHA256";
    static final int SHORTEST_BYTES = 32;

    private final SecretKey key;

    private HmacKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * The key made of these bytes.
     *
     * @throws IllegalArgumentException if there are fewer than 32
     */
    public static HmacKey of(byte[] bytes) {
        if (bytes.length < SHORTEST_BYTES) {
            throw new IllegalArgumentException(
                    "an HMAC key needs at least 32 random bytes, this one has " + bytes.length);
        }
        return new HmacKey(bytes);
    }

    /** A fresh random key. */
    public static HmacKey random() {
        return new HmacKey(Secrets.random(SHORTEST_BYTES));
    }

    /**
     * The key for one purpose, derived from this one as HKDF-Expand (RFC 5869 section 2.3) derives its first block: a token
     * of one kind can then never pass for another, though a single secret is stored.
     */
    public HmacKey derive(String purpose) {
        return new HmacKey(mac(Secrets.utf8(purpose + "\u0001")));
    }

    /** What tells {@code text} from any other and is nothing to who lacks the key: 43 characters of base64url. */
    public String fingerprint(String text) {
        return Secrets.base64url(mac(Secrets.utf8(text)));
    }

    /** The HMAC of {@code parts}, one after the other. */
    public byte[] mac(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    SecretKey secretKey() {
        return key;
    }

    @Override
    public String toString() {
        return "HmacKey";
    }
}
