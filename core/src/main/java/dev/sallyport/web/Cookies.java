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
    public static final Cookies NONE = new Cookies(List.of(), "");

    private final List<String> names;
    private final String line;

    // Where the value of each name begins and ends in the line, if it came: most are asked for by nobody, so none is
    // copied.
    private final int[] places;

    private @Nullable String duplicate;

    private Cookies(List<String> names, String line) {
        this.names = names;
        this.line = line;
        this.places = new int[2 * names.size()];
    }

    /** Reads the values of {@code names}, which are matched exactly, from the lines of the Cookie header. */
    public static Cookies read(List<String> lines, List<String> names) {
        if (lines.isEmpty()) {
            return NONE;
        }
        // HTTP/2 may send each pair in a line of its own (RFC 9113 section 8.2.3).
        Cookies found = new Cookies(names, lines.size() == 1 ? lines.get(0) : String.join("; ", lines));
        found.readLine();
        return found;
    }

    /** The value of the cookie {@code name}, or null where it is absent or empty. */
    public @Nullable String value(String name) {
        int at = 2 * names.indexOf(name);
        return at < 0 || places[at] == places[at + 1] ? null : line.substring(places[at], places[at + 1]);
    }

    /** The first name that came more than once, or null where each came at most once. */
    public @Nullable String duplicate() {
        return duplicate;
    }

    private void readLine() {
        int start = 0;
        // A duplicate ends the reading: its request is refused anyway, and a megabyte of duplicates must cost little
        // [12].
        while (start < line.length() && duplicate == null) {
            int end = line.indexOf(';', start);
            end = end < 0 ? line.length() : end;
            readPair(start, end);
            start = end + 1;
        }
    }

    private void readPair(int start, int end) {
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
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.length() == equals - start && line.startsWith(name, start)) {
                keep(i, equals + 1, end);
            }
        }
    }

    private void keep(int i, int start, int end) {
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        if (end - start >= 2 && line.charAt(start) == '"' && line.charAt(end - 1) == '"') {
            // Browsers send back what we set, which has no quotes; the JDK's own client adds a pair (RFC 6265 section
            // 4.1.1).
            start++;
            end--;
        }
        if (places[2 * i] > 0 && duplicate == null) {
            duplicate = names.get(i);
        }
        places[2 * i] = start;
        places[2 * i + 1] = Math.min(end, start + LONGEST + 1);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
