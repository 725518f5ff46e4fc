package dev.sallyport.token;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.Secrets;
import java.util.HexFormat;

/**
 * CSRF tokens: {@code rand.hex(HMAC-SHA256(key, len!binding!len!rand))}, the signed double-submit token of the OWASP CSRF
 * cheat sheet.
 *
 * <p>A token is judged by its signature over what the HttpOnly cookie names, never by comparing it with the readable
 * cookie: whoever can plant one cookie from a sibling host can plant two that agree [7].
 */
public final class CsrfTokens {

    private static final int RANDOM_DIGITS = 32;
    private static final int LENGTH = RANDOM_DIGITS + ".".length() + 64;

    private final HmacKey key;

    /** Tokens signed with {@code key}, which serves no other purpose. */
    public CsrfTokens(HmacKey key) {
        this.key = key;
    }

    /** A new token bound to a session or to a visitor. */
    public String issue(String binding) {
        String random = Secrets.hex(Secrets.random(RANDOM_DIGITS / 2));
        return random + "." + Secrets.hex(key.mac(message(binding, random)));
    }

    /** Whether {@code token} was issued for {@code binding}; anything not of a token's form was not. */
    public boolean matches(String token, String binding) {
        return isFormed(token)
                && key.isMac(
                        HexFormat.of().parseHex(token, RANDOM_DIGITS + 1, LENGTH),
                        message(binding, token.substring(0, RANDOM_DIGITS)));
    }

    /** In lower case only, or one token would have many spellings. */
    private static boolean isFormed(String token) {
        if (token.length() != LENGTH || token.charAt(RANDOM_DIGITS) != '.') {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = token.charAt(i);
            boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (!isDigit && i != RANDOM_DIGITS) {
                return false;
            }
        }
        return true;
    }

    private static byte[] message(String binding, String random) {
        return Secrets.utf8(binding.length() + "!" + binding + "!" + random.length() + "!" + random);
    }
}
