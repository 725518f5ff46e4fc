package dev.sallyport;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.KeySource;
import dev.sallyport.key.SigningKey;

/**
 * The secrets that all tokens depend on; whoever holds them can sign in as anybody.
 *
 * @param master what refresh and CSRF tokens are made with. It never changes: a refresh token lives as long as its session
 * @param signing what access tokens are signed with, which rotates
 */
public record Keys(HmacKey master, KeySource signing) {

    /** One secret for everything: access tokens are HS256, signed with a key that is derived from it and does not rotate. */
    public static Keys of(HmacKey master) {
        return new Keys(master, KeySource.of(SigningKey.of(master.derive("access"))));
    }
}
