package dev.sallyport.token;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.Secrets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Opaque access tokens: a handle that says nothing to whoever holds it and leads this server to the session in its store.
 *
 * <p>On the wire {@code id.end.random.tag}, the tag being HMAC-SHA256 over the rest. The tag spares the store a row for each
 * handle, and spares it the look-up of one that was made up.
 */
public final class OpaqueTokens {

    private static final int TAG_BYTES = 16;

    /** What stands where: letters and digits of base64url, decimal digits, and dots. */
    private static final String FORM =
            "b".repeat(22) + "." + "d".repeat(10) + "." + "b".repeat(22) + "." + "b".repeat(22);

    private static final int LENGTH = FORM.length();

    /**
     * What a handle leads to.
     *
     * @param expiresAt the first instant at which it no longer does
     */
    public record OpaqueToken(String sessionId, Instant expiresAt) {}

    private final HmacKey key;

    /** Handles tagged with {@code key}, which serves no other purpose. */
    public OpaqueTokens(HmacKey key) {
        this.key = key;
    }

    /** A new handle for a session, until {@code expiresAt}, a full second. */
    public String issue(String sessionId, Instant expiresAt) {
        String rest = sessionId + "." + expiresAt.getEpochSecond() + "." + Secrets.randomId() + ".";
        return rest + tag(rest);
    }

    /** Whether {@code text} has the form of a handle, which no JWT has. */
    public static boolean looksLikeOne(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!isOfForm(text.charAt(i), FORM.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfForm(char c, char form) {
        boolean isDigit = c >= '0' && c <= '9';
        boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        return form == '.' ? c == '.' : isDigit || (form == 'b' && isLetter);
    }

    /** Where {@code text} leads, or empty if this server never issued it. That it has expired is for the caller to see. */
    public Optional<OpaqueToken> read(String text) {
        if (!looksLikeOne(text)) {
            return Optional.empty();
        }
        String rest = text.substring(0, LENGTH - 22);
        if (!MessageDigest.isEqual(Secrets.utf8(tag(rest)), Secrets.utf8(text.substring(LENGTH - 22)))) {
            return Optional.empty();
        }
        return Optional.of(
                new OpaqueToken(text.substring(0, 22), Instant.ofEpochSecond(Long.parseLong(text, 23, 33, 10))));
    }

    private String tag(String rest) {
        byte[] mac = key.mac(Secrets.utf8(rest));
        return Secrets.base64url(Arrays.copyOf(mac, TAG_BYTES));
    }
}
