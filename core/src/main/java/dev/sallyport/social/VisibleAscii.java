package dev.sallyport.social;

import java.util.Optional;

/** What strangers hand in, before anything is done with it. */
final class VisibleAscii {

    private static final int LONGEST = 16 * 1024;

    private VisibleAscii() {}

    /** A token or code of visible ASCII characters and sensible length (RFC 6749 appendix A). */
    static String checked(String what, String text) throws SocialException {
        boolean fit = !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(character -> character > ' ' && character <= '~');
        if (!fit) {
            throw SocialException.rejected("the " + what + " is empty, too long or of other characters");
        }
        return text;
    }

    static String checked(String what, Optional<String> text) throws SocialException {
        return checked(what, text.orElse(""));
    }
}
