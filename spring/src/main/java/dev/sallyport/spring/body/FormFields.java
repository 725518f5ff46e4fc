package dev.sallyport.spring.body;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a form in a body (URL standard section 5.1). */
public final class FormFields {

    private static final String TYPE = "application/x-www-form-urlencoded";

    /** A field as it was filled in. */
    record Field(String name, String value) {

        /** What a provider posts holds codes and tokens. */
        @Override
        public String toString() {
            return name;
        }
    }

    private FormFields() {}

    /** Whether a body of this content type is a URL-encoded form. */
    public static boolean isForm(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(TYPE);
    }

    /** @throws IllegalStateException if it cannot be decoded, as {@code getParameter} has it */
    static List<Field> read(byte[] body) {
        List<Field> fields = new ArrayList<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.add(new Field(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException quotingTheForm) {
            throw new IllegalStateException("a form cannot be decoded");
        }
    }
}
