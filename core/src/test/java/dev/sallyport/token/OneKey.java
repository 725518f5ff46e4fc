package dev.sallyport.token;

import java.time.Instant;

/** Access tokens signed with one HS256 key that never rotates. */
final class OneKey {

    private OneKey() {}

    static AccessTokens tokens(HmacKey key, AccessTokens.Settings settings) {
        KeyRing ring = KeyRing.of(KeySource.of(SigningKey.of(key)).load(Instant.EPOCH), settings.longestLife());
        return new AccessTokens(() -> ring, settings);
    }
}
