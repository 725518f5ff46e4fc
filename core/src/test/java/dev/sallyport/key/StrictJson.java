package dev.sallyport.key;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** JSON as RFC 8259 has it, no more and no less: a judge between two libraries that are both lenient in places. */
final class StrictJson {

    private static final Pattern SCALAR =
            Pattern.compile("\"([^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9A-Fa-f]{4})*+\"|true|false|null"
                    + "|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]*+");

    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    /** Whether the bytes are UTF-8 and one well-formed object. */
    static boolean isObject(byte[] bytes) {
        try {
            StrictJson json = new StrictJson(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            json.skip(BLANK);
            return json.text.startsWith("{", json.at) && json.value() && json.at == json.text.length();
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private boolean value() {
        skip(BLANK);
        boolean fits = eat('{') ? members('}', true) : eat('[') ? members(']', false) : skip(SCALAR);
        skip(BLANK);
        return fits;
    }

    private boolean members(char end, boolean named) {
        skip(BLANK);
        if (eat(end)) {
            return true;
        }
        do {
            skip(BLANK);
            boolean isName = !named || (text.startsWith("\"", at) && skip(SCALAR) && skip(BLANK) && eat(':'));
            if (!isName || !value()) {
                return false;
            }
        } while (eat(','));
        return eat(end);
    }

    private boolean eat(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean skip(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        return true;
    }
}
