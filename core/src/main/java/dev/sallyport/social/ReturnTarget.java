package dev.sallyport.social;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a person goes after they have been at the provider: a path on our own origin, with query and fragment if need be [27].
 *
 * <p>It is judged by the characters it may have and not by what a URL parser makes of it: parsers disagree with browsers on
 * blanks, backslashes, tabs and doubled slashes, and each disagreement is an open redirect.
 *
 * @param text begins with one slash; safe to put into a {@code Location} field
 */
public record ReturnTarget(String text) {

    /** The front page. */
    public static final ReturnTarget HOME = new ReturnTarget("/");

    private static final int LONGEST = 1024;

    /**
     * RFC 3986 section 3.3 to 3.5, percent-encoding included; segments are not empty, so no host can follow a slash. Nothing is
     * tried twice, or 1000 characters would cost 50 milliseconds.
     */
    private static final Pattern FORM = Pattern.compile("/(?:(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})++/?)*+"
            + "(?:\\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
            + "(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?");

    /** A browser takes these out of a path and joins what is left, and some servers read an encoded slash as a slash. */
    private static final Pattern MOVES =
            Pattern.compile("(?i)(?:^|/)(?:\\.|%2e){1,2}(?:/|$)|%(?:2f|5c|0[0-9a-f]|1[0-9a-f]|7f)");

    /** The target that {@code text} spells; empty if it could lead elsewhere. */
    public static Optional<ReturnTarget> parse(String text) {
        boolean ours = text.length() <= LONGEST
                && isPlain(text)
                && !MOVES.matcher(path(text)).find();
        return ours ? Optional.of(new ReturnTarget(text)) : Optional.empty();
    }

    private static boolean isPlain(String text) {
        return FORM.matcher(text).matches();
    }

    private static String path(String text) {
        return text.split("[?#]", 2)[0];
    }
}
