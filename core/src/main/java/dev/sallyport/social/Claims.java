package dev.sallyport.social;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a provider says about somebody. */
final class Claims {

    private static final int LONGEST_SUBJECT = 255;

    private Claims() {}

    /** The members of a JSON object, or none if it is something else. */
    static Map<String, Object> object(@Nullable Object json) {
        Map<String, Object> members = new HashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name instanceof String text && value != null) {
                    members.put(text, value);
                }
            });
        }
        return members;
    }

    /** The text at a dotted path, {@code picture.data.url}. A claim whose own name has dots, as an address, is found too. */
    static Optional<String> text(Map<String, Object> claims, String path) {
        return value(claims, path).map(value -> value instanceof String text ? text : null);
    }

    /** Who it is: a text, or a whole number as GitHub has it. */
    static Optional<String> subject(Map<String, Object> claims, String path) {
        return value(claims, path)
                .filter(Claims::isId)
                .map(Object::toString)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_SUBJECT)
                .filter(text -> text.codePoints().allMatch(Claims::isPlain));
    }

    /** Half a surrogate pair is stored by some databases as a question mark: another subject. */
    private static boolean isPlain(int character) {
        return !Character.isISOControl(character)
                && !Character.isWhitespace(character)
                && Character.getType(character) != Character.SURROGATE;
    }

    static Profile profile(Provider provider, Map<String, Object> claims) {
        boolean verified = value(claims, provider.text(ProviderSetting.EMAIL_VERIFIED_CLAIM))
                // Apple writes it as a text.
                .filter(value -> value.equals(true) || value.equals("true"))
                .isPresent();
        Optional<String> email = text(claims, provider.text(ProviderSetting.EMAIL_CLAIM));
        return new Profile(
                text(claims, provider.text(ProviderSetting.USERNAME_CLAIM)),
                verified ? email : Optional.empty(),
                text(claims, provider.text(ProviderSetting.NAME_CLAIM)),
                text(claims, provider.text(ProviderSetting.PICTURE_CLAIM)));
    }

    /** What is known, with the gaps filled. */
    static Profile merged(Profile first, Profile second) {
        return new Profile(
                first.username().or(second::username),
                first.email().or(second::email),
                first.name().or(second::name),
                first.picture().or(second::picture));
    }

    private static boolean isId(Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger;
    }

    private static Optional<Object> value(Map<String, Object> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return Optional.ofNullable(whole);
        }
        return value(object(claims.get(path.substring(0, dot))), path.substring(dot + 1));
    }
}
