package dev.sallyport.token;

import dev.sallyport.key.Secrets;
import java.time.Instant;

/**
 * What is good once only, on all nodes and over restarts: a store keeps its name from then on [33].
 *
 * @param name its kind and a hash, at most 64 characters; the thing itself cannot be had from it
 * @param until when it would be over anyhow, so that the name may be forgotten
 */
public record OneTimeValue(String name, Instant until) {

    private static final int LONGEST = 64;

    /** A value under a name of at most 64 characters, which is what every store keeps. */
    public OneTimeValue {
        if (name.length() > LONGEST) {
            throw new IllegalArgumentException("a name has at most " + LONGEST + " characters");
        }
    }

    /** What is told by {@code text} from all others of its kind. Names of two kinds are never the same. */
    public static OneTimeValue of(String kind, String text, Instant until) {
        return new OneTimeValue(kind + ":" + Secrets.base64url(Secrets.sha256Bytes(Secrets.utf8(text))), until);
    }
}
