package dev.sallyport.token;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.Secrets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes refresh tokens and recognises its own.
 *
 * <p>A secret is 256 bits followed by a 128-bit tag over them and the session's id. The tag answers, without a store, the
 * question that a store of current hashes cannot: was an unmatched token ever ours, and is therefore stolen, or did someone
 * make it up? If every unmatched token were called stolen, anybody who knows a session's id, which is no secret, could end
 * that session.
 */
public final class RefreshTokens {

    private static final int TAG_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{64})");
    private static final int LENGTH = 22 + 1 + 64;

    private final HmacKey successorKey;
    private final HmacKey tagKey;

    /** Tokens derived and tagged with keys that come from {@code key}, which serves no other purpose. */
    public RefreshTokens(HmacKey key) {
        this.successorKey = key.derive("successor");
        this.tagKey = key.derive("tag");
    }

    /** The first token of a session. */
    public RefreshToken first(String sessionId) {
        return tagged(sessionId, Secrets.random(RefreshToken.RANDOM_BYTES));
    }

    /**
     * The token that follows {@code presented}: always the same one. A repeated request can so be given the successor again
     * though it was never stored, and without the key nobody derives it.
     */
    public RefreshToken successor(RefreshToken presented) {
        byte[] next = successorKey.mac(Secrets.utf8(presented.sessionId() + "."), presented.random());
        return tagged(presented.sessionId(), next);
    }

    /** The token that {@code text} spells, or empty if this server never made it. */
    public Optional<RefreshToken> parse(String text) {
        var form = FORM.matcher(text);
        if (text.length() != LENGTH || !form.matches()) {
            return Optional.empty();
        }
        byte[] secret = Base64.getUrlDecoder().decode(form.group(2));
        RefreshToken genuine = tagged(form.group(1), Arrays.copyOf(secret, RefreshToken.RANDOM_BYTES));
        boolean ours = MessageDigest.isEqual(Secrets.utf8(genuine.text()), Secrets.utf8(text));
        return ours ? Optional.of(genuine) : Optional.empty();
    }

    private RefreshToken tagged(String sessionId, byte[] random) {
        byte[] tag = tagKey.mac(Secrets.utf8(sessionId + "."), random);
        byte[] secret = Arrays.copyOf(random, RefreshToken.RANDOM_BYTES + TAG_BYTES);
        System.arraycopy(tag, 0, secret, RefreshToken.RANDOM_BYTES, TAG_BYTES);
        return new RefreshToken(sessionId, secret);
    }
}
