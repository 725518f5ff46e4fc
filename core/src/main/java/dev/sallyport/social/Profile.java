package dev.sallyport.social;

import java.util.Optional;

/**
 * What a provider tells about a person beside who it is. It was written by strangers: each value is trimmed, free of
 * control and formatting characters and of bounded length, and a picture is an https address.
 *
 * @param email only if the provider says that it has verified it
 */
public record Profile(
        Optional<String> username, Optional<String> email, Optional<String> name, Optional<String> picture) {

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PICTURE = 2048;

    /** Takes what a provider says only as far as it can be shown: cleaned, cut to a length, and a picture by https alone. */
    public Profile {
        username = username.flatMap(text -> clean(text, LONGEST_NAME));
        email = email.flatMap(text -> clean(text, Integer.MAX_VALUE))
                .filter(text -> text.length() <= LONGEST_EMAIL && text.indexOf('@') > 0);
        name = name.flatMap(text -> clean(text, LONGEST_NAME));
        // An address or half of it is worth nothing, so what is too long goes.
        picture = picture.flatMap(text -> clean(text, Integer.MAX_VALUE))
                .filter(text -> text.length() <= LONGEST_PICTURE && text.startsWith("https://"));
    }

    private static Optional<String> clean(String text, int longest) {
        StringBuilder clean = new StringBuilder();
        text.strip().codePoints().filter(Profile::isShown).limit(longest).forEach(clean::appendCodePoint);
        String stripped = clean.toString().strip();
        return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped);
    }

    /** Bidirectional overrides are formatting characters: they make a name read as another one. */
    private static boolean isShown(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
