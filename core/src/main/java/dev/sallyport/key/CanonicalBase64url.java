package dev.sallyport.key;

/**
 * Base64url as RFC 7515 section 2 has it: the URL alphabet, no padding, no blanks, no spare bits. Decoders that skip what
 * they do not know give one token many spellings, and a spelling that nobody listed slips past every list [16].
 */
public final class CanonicalBase64url {

    private CanonicalBase64url() {}

    /** Whether {@code text} is not empty and the one spelling of some bytes. */
    public static boolean spells(String text) {
        int length = text.length();
        if (length == 0 || length % 4 == 1) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (digit(text.charAt(i)) < 0) {
                return false;
            }
        }
        int spareBits = length % 4 == 2 ? 0b1111 : length % 4 == 3 ? 0b11 : 0;
        return (digit(text.charAt(length - 1)) & spareBits) == 0;
    }

    private static int digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }
}
