package dev.sallyport.key;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key for HMAC-SHA256 (RFC 2104) of at least 256 bits [14]. Its bytes never appear in {@code toString}. */
public final class HmacKey {

    private static final String ALGORITHM = "HmacSHA256";
    static final int SHORTEST_BYTES = 32;

    /** A power of two. Who finds none idle makes one, so this bounds nothing but what is kept. */
    private static final int KEPT = 16;

    private final SecretKey key;

    // Not one for each thread: where threads are virtual, each would make one for its only request.
    private final AtomicReferenceArray<Mac> idle = new AtomicReferenceArray<>(KEPT);

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
        int place = (int) Thread.currentThread().getId() & (KEPT - 1);
        Mac known = idle.getAndSet(place, null);
        Mac mac = known == null ? newMac() : known;
        for (byte[] part : parts) {
            mac.update(part);
        }
        byte[] result = mac.doFinal();
        idle.set(place, mac);
        return result;
    }

    /** Whether {@code claimed} is the HMAC of {@code parts}. How long it takes does not tell where they differ. */
    public boolean isMac(byte[] claimed, byte[]... parts) {
        return MessageDigest.isEqual(mac(parts), claimed);
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
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
