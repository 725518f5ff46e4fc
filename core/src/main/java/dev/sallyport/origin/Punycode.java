package dev.sallyport.origin;

import java.util.Optional;

/** The way to write an international label in ASCII (RFC 3492). Java has it for the names of 2003 only. */
final class Punycode {

    private static final int BASE = 36;
    private static final int LEAST = 1;
    private static final int MOST = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CHARACTER = 0x80;

    private Punycode() {}

    /** The label that is written so, without its {@code xn--}; empty where none is. */
    static Optional<String> decode(String text) {
        int delimiter = text.lastIndexOf('-');
        StringBuilder label = new StringBuilder(delimiter < 0 ? "" : text.substring(0, delimiter));
        int at = delimiter + 1;
        int character = FIRST_CHARACTER;
        int bias = FIRST_BIAS;
        long place = 0;
        while (at < text.length()) {
            long before = place;
            long weight = 1;
            int threshold;
            int digit;
            int k = BASE;
            do {
                digit = at < text.length() ? digit(text.charAt(at++)) : -1;
                place += digit * weight;
                if (digit < 0 || place > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                threshold = Math.max(LEAST, Math.min(MOST, k - bias));
                weight *= BASE - threshold;
                k += BASE;
            } while (digit >= threshold && weight <= Integer.MAX_VALUE);
            int length = label.codePointCount(0, label.length()) + 1;
            bias = adapted(place - before, length, before == 0);
            long next = character + place / length;
            if (next > Character.MAX_CODE_POINT || Character.getType((int) next) == Character.SURROGATE) {
                return Optional.empty();
            }
            character = (int) next;
            int index = (int) (place % length);
            label.insert(label.offsetByCodePoints(0, index), Character.toString(character));
            place = index + 1L;
        }
        return Optional.of(label.toString());
    }

    private static int digit(char c) {
        return c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }

    private static int adapted(long difference, int length, boolean isFirst) {
        long delta = isFirst ? difference / DAMP : difference / 2;
        delta += delta / length;
        int k = 0;
        while (delta > (BASE - LEAST) * MOST / 2) {
            delta /= BASE - LEAST;
            k += BASE;
        }
        return (int) (k + (BASE - LEAST + 1) * delta / (delta + SKEW));
    }
}
