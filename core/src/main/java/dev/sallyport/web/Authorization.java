package dev.sallyport.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code Authorization} header as far as it offers a token: {@code scheme SP b64token} (RFC 9110 section 11.6.2, RFC 6750
 * section 2.1).
 *
 * @param scheme the scheme in lower case
 * @param token the token, or empty where what follows the scheme is not one: nothing, two, or other characters
 */
public record Authorization(String scheme, Optional<String> token) {

    /** Longer than any scheme or token of ours; more of a longer one is not looked at, and so it is none. */
    private static final int LONGEST = 4096;

    /**
     * Reads the header. Empty where it is absent or of a scheme that is not among {@code schemes}, which are in lower case;
     * several headers are one malformed header, never the first of them.
     */
    public static Optional<Authorization> read(Headers headers, Set<String> schemes) {
        String value = headers.value("Authorization");
        if (value == null) {
            return Optional.empty();
        }
        int end = 0;
        while (end < Math.min(value.length(), LONGEST) && isTokenCharacter(value.charAt(end))) {
            end++;
        }
        String scheme = value.substring(0, end).toLowerCase(Locale.ROOT);
        return schemes.contains(scheme)
                ? Optional.of(new Authorization(scheme, credentials(value, end)))
                : Optional.empty();
    }

    private static Optional<String> credentials(String value, int from) {
        int start = from;
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        boolean separated = start > from;
        String token = value.substring(start, Math.min(value.length(), start + LONGEST + 1));
        return separated && isBase64Token(token) ? Optional.of(token) : Optional.empty();
    }

    /** {@code 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="}. */
    private static boolean isBase64Token(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    /** {@code tchar} (RFC 9110 section 5.6.2). */
    private static boolean isTokenCharacter(char c) {
        return isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The scheme only: the token is a secret. */
    @Override
    public String toString() {
        return "Authorization " + scheme;
    }
}
