package dev.sallyport.token;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.Secrets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser keeps that somebody has signed in with: {@code id.issued.HMAC-SHA256(key, id.issued!account)}. It is no
 * credential. It opens nothing, and is worth an allowance of failed sign-ins that strangers cannot spend [34].
 *
 * <p>Whose it is can be checked and not read: others use that browser too, and the account's name is none of theirs.
 */
public final class Devices {

    /** How long a browser stays known. */
    public static final Duration LIFETIME = Duration.ofDays(90);

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([0-9]{10,11})\\.([A-Za-z0-9_-]{43})");

    private final HmacKey key;

    /** Values signed with {@code key}, which serves no other purpose. */
    public Devices(HmacKey key) {
        this.key = key;
    }

    /** A value for the browser that has just signed in to {@code account}. */
    public String issue(String account, Instant now) {
        String head = Secrets.randomId() + "." + now.getEpochSecond();
        return head + "." + sign(head, account);
    }

    /** The id in {@code value} if it was issued for {@code account} and is not too old; empty for anything else. */
    public Optional<String> known(String value, String account, Instant now) {
        var parts = FORM.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String expected = sign(parts.group(1) + "." + parts.group(2), account);
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts.group(2))).plus(LIFETIME);
        return MessageDigest.isEqual(Secrets.utf8(expected), Secrets.utf8(parts.group(3))) && now.isBefore(end)
                ? Optional.of(parts.group(1))
                : Optional.empty();
    }

    private String sign(String head, String account) {
        return key.fingerprint(head + "!" + account);
    }
}
