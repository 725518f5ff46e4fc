package dev.sallyport.key;

import java.util.Arrays;

/**
 * Base64url as RFC 7515 section 2 has it: the URL alphabet, no padding, no blanks, no spare bits. Decoders that skip what
 * they do not know give one token many spellings, and a spelling that nobody listed slips past every list [16].
 */
public final class CanonicalBase64url {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] DIGITS = digits();

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
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (byte i = 0; i < ALPHABET.length(); i++) {
            digits[ALPHABET.charAt(i)] = i;
        }
        return digits;
    }
}
