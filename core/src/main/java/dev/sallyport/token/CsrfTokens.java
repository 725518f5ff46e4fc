package dev.sallyport.token;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.Secrets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * CSRF tokens: {@code rand.hex(HMAC-SHA256(key, len!binding!len!rand))}, the signed double-submit token of the OWASP CSRF
 * cheat sheet.
 *
 * <p>A token is judged by its signature over what the HttpOnly cookie names, never by comparing it with the readable
 * cookie: whoever can plant one cookie from a sibling host can plant two that agree [7].
 */
public final class CsrfTokens {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}\\.[0-9a-f]{64}");
    private static final int RANDOM_DIGITS = 32;

    private final HmacKey key;

    /** Tokens signed with {@code key}, which serves no other purpose. */
    public CsrfTokens(HmacKey key) {
        this.key = key;
    }

    /** A new token bound to a session or to a visitor. */
    public String issue(String binding) {
        String random = Secrets.hex(Secrets.random(RANDOM_DIGITS / 2));
        return random + "." + sign(binding, random);
    }

    /** Whether {@code token} was issued for {@code binding}; anything not of a token's form was not. */
    public boolean matches(String token, String binding) {
        if (token.length() != RANDOM_DIGITS + 65 || !FORM.matcher(token).matches()) {
            return false;
        }
        String expected = sign(binding, token.substring(0, RANDOM_DIGITS));
        return MessageDigest.isEqual(Secrets.utf8(expected), Secrets.utf8(token.substring(RANDOM_DIGITS + 1)));
    }

    private String sign(String binding, String random) {
        String message = binding.length() + "!" + binding + "!" + random.length() + "!" + random;
        return Secrets.hex(key.mac(Secrets.utf8(message)));
    }
}
