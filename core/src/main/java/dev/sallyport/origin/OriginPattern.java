package dev.sallyport.origin;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression for origins. It must match the whole of a serialised origin, and does so in time linear in its
 * length, whatever the expression [12].
 */
public final class OriginPattern {

    private final Pattern pattern;

    private OriginPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a pattern in the syntax of RE2.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with the syntax
     */
    public static OriginPattern compile(String text) {
        try {
            return new OriginPattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "not a regular expression, " + e.getDescription() + " at '" + e.getPattern()
                            + "': correct it, as in https://[a-z0-9-]+\\.example\\.com",
                    e);
        }
    }

    /** Whether it matches {@code origin}, which must be {@linkplain dev.sallyport.web.Origin#isSerialised serialised}. */
    boolean matches(String origin) {
        return pattern.matches(origin);
    }

    /** The expression. */
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
