package dev.sallyport.key;

import dev.sallyport.token.AccessTokens;
import java.time.Instant;

/** Access tokens signed with one HS256 key that never rotates. */
public final class OneKey {

    private OneKey() {}

    public static AccessTokens tokens(HmacKey key, AccessTokens.Settings settings) {
        KeyRing ring = KeyRing.of(KeySource.of(SigningKey.of(key)).load(Instant.EPOCH), settings.longestLife());
        return new AccessTokens(() -> ring, settings);
    }
}
