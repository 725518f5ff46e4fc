package dev.sallyport.token;

import dev.sallyport.key.Secrets;
import java.util.Arrays;

/**
 * A refresh token: the session it belongs to and a secret. On the wire {@code id.secret}; at rest only {@link #hash()}.
 *
 * <p>It can only come from {@link RefreshTokens}, which vouches that this server made it.
 */
public final class RefreshToken {

    static final int RANDOM_BYTES = 32;

    private final String sessionId;
    private final byte[] secret;
    private final String hash;

    RefreshToken(String sessionId, byte[] secret) {
        this.sessionId = sessionId;
        this.secret = secret;
        this.hash = Secrets.sha256(secret);
    }

    /** The session that it continues. */
    public String sessionId() {
        return sessionId;
    }

    /** What a store keeps in its place: SHA-256 of the secret, 64 hex digits. */
    public String hash() {
        return hash;
    }

    /** The token as it goes into a cookie. It is a secret: for the wire only. */
    public String text() {
        return sessionId + "." + Secrets.base64url(secret);
    }

    byte[] random() {
        return Arrays.copyOf(secret, RANDOM_BYTES);
    }

    /** The session only. */
    @Override
    public String toString() {
        return "RefreshToken of session " + sessionId;
    }
}
