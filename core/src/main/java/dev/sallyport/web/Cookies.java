package dev.sallyport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of ours that came with a request, read in one pass over the {@code Cookie} lines (RFC 6265bis section 5.8.3).
 *
 * <p>A name of ours that comes twice is reported, never resolved: a cookie tossed from a sibling host with a longer path
 * arrives before the genuine one, so taking the first would let the neighbour choose [3].
 */
public final class Cookies {

    /** No browser sends more under one name (section 5.7). What is longer is cut to just over it, so that it stays wrong. */
    private static final int LONGEST = 4096;

    /** Those of a request whose cookies are not read. */
    public static final Cookies NONE = read(List.of(), List.of());

    private final List<String> names;
    private final @Nullable String[] values;
    private @Nullable String duplicate;

    private Cookies(List<String> names) {
        this.names = names;
        this.values = new String[names.size()];
    }

    /** Reads the values of {@code names}, which are matched exactly, from the lines of the Cookie header. */
    public static Cookies read(List<String> lines, List<String> names) {
        Cookies found = new Cookies(names);
        for (String line : lines) {
            found.readLine(line);
        }
        return found;
    }

    /** The value of the cookie {@code name}, or null where it is absent or empty. */
    public @Nullable String value(String name) {
        int at = names.indexOf(name);
        String value = at < 0 ? null : values[at];
        return value == null || value.isEmpty() ? null : value;
    }

    /** The first name that came more than once, or null where each came at most once. */
    public @Nullable String duplicate() {
        return duplicate;
    }

    private void readLine(String line) {
        int start = 0;
        // A duplicate ends the reading: its request is refused anyway, and a megabyte of duplicates must cost little
        // [12].
        while (start < line.length() && duplicate == null) {
            int end = line.indexOf(';', start);
            end = end < 0 ? line.length() : end;
            readPair(line, start, end);
            start = end + 1;
        }
    }

    private void readPair(String line, int start, int end) {
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        int equals = start;
        while (equals < end && line.charAt(equals) != '=') {
            equals++;
        }
        if (equals == end) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            if (name.length() == equals - start && line.startsWith(name, start)) {
                keep(i, line, equals + 1, end);
            }
        }
    }

    private void keep(int i, String line, int start, int end) {
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        if (end - start >= 2 && line.charAt(start) == '"' && line.charAt(end - 1) == '"') {
            // Browsers send back what we set, which has no quotes; the JDK's own client adds a pair (RFC 6265 section
            // 4.1.1).
            start++;
            end--;
        }
        if (values[i] != null && duplicate == null) {
            duplicate = names.get(i);
        }
        values[i] = line.substring(start, Math.min(end, start + LONGEST + 1));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
