package dev.sallyport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IP address as 128 bits; one of version 4 as its mapped form (RFC 4291 section 2.5.5.2), so that both spellings of a peer
 * are equal. It comes from a literal only: a name would have to be looked up, and a stranger could choose it.
 */
record IpAddress(long high, long low) {

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int GROUPS = 8;

    /** Reads dotted-quad or RFC 4291 text without zone, brackets or leading zeros in quads; empty for anything else. */
    static Optional<IpAddress> parse(String text) {
        if (text.length() > 45) {
            return Optional.empty();
        }
        return text.indexOf(':') < 0
                ? quad(text).map(bits -> new IpAddress(0, MAPPED | bits))
                : groups(text).map(IpAddress::of);
    }

    /** Whether the first {@code bits} of both are the same. */
    boolean startsLike(IpAddress other, int bits) {
        return ((high ^ other.high) & mask(bits)) == 0 && ((low ^ other.low) & mask(bits - Long.SIZE)) == 0;
    }

    /** Whether nothing is set behind the first {@code bits}. */
    boolean endsAfter(int bits) {
        return (high & ~mask(bits)) == 0 && (low & ~mask(bits - Long.SIZE)) == 0;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }

    private static IpAddress of(List<Integer> groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            high = high << 16 | (low >>> 48);
            low = low << 16 | groups.get(i);
        }
        return new IpAddress(high, low);
    }

    private static Optional<Long> quad(String text) {
        long bits = 0;
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            int part = number(text.substring(start, end), 10, 3);
            boolean isOctalLooking = end - start > 1 && text.charAt(start) == '0';
            if (part < 0 || part > 255 || isOctalLooking) {
                return Optional.empty();
            }
            bits = bits << 8 | part;
            start = end + 1;
        }
        return Optional.of(bits)
                .filter(all -> text.chars().filter(c -> c == '.').count() == 3);
    }

    /** The number that one to {@code most} ASCII digits spell, or -1. */
    private static int number(String digits, int radix, int most) {
        boolean isPlain = !digits.isEmpty()
                && digits.length() <= most
                && digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
        return isPlain ? Integer.parseInt(digits, radix) : -1;
    }

    private static Optional<List<Integer>> groups(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return Optional.empty();
        }
        if (gap < 0) {
            return run(text).filter(all -> all.size() == GROUPS);
        }
        Optional<List<Integer>> left = run(text.substring(0, gap));
        Optional<List<Integer>> right = run(text.substring(gap + 2));
        if (left.isEmpty() || right.isEmpty() || text.substring(0, gap).indexOf('.') >= 0) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(left.get());
        int missing = GROUPS - all.size() - right.get().size();
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(right.get());
        return Optional.of(all).filter(full -> missing > 0);
    }

    private static Optional<List<Integer>> run(String text) {
        List<Integer> groups = new ArrayList<>();
        String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            Optional<Long> quad = i == parts.length - 1 ? quad(parts[i]) : Optional.empty();
            if (quad.isPresent()) {
                groups.add((int) (quad.get() >>> 16));
                groups.add((int) (quad.get() & 0xffff));
            } else {
                int group = number(parts[i], 16, 4);
                if (group < 0) {
                    return Optional.empty();
                }
                groups.add(group);
            }
        }
        return Optional.of(groups);
    }
}
