package dev.sallyport.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The random values and one-way functions that every token here is made of. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final HexFormat HEX = HexFormat.of();

    private Secrets() {}

    /** {@code bytes} bytes from the platform's CSPRNG [18]. */
    public static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** A fresh identifier of 128 random bits in base64url, 22 characters. */
    public static String randomId() {
        return base64url(random(16));
    }

    /** {@code bytes} in base64url without padding. */
    public static String base64url(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    /** {@code bytes} in lower-case hex. */
    public static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** SHA-256 in lower-case hex. Enough for secrets of 256 random bits, which no one can guess; never for passwords. */
    public static String sha256(byte[] bytes) {
        return hex(sha256Bytes(bytes));
    }

    /** SHA-256. */
    public static byte[] sha256Bytes(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** {@code text} in UTF-8. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
