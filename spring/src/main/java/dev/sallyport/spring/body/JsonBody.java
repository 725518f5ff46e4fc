package dev.sallyport.spring.body;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object in a request's body, read within bounds and without guessing: a number is not a string. */
public final class JsonBody {

    private static final int LARGEST = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads the body.
     *
     * @throws RefusedException if it is not JSON by its type or by its text, not an object, or too large
     */
    public static JsonBody of(Request request, HttpServletRequest servlet) {
        if (!request.isJson()) {
            throw new RefusedException(Refusal.UNSUPPORTED_MEDIA_TYPE);
        }
        byte[] bytes = read(servlet);
        try {
            JsonNode node = JSON.readTree(bytes);
            if (!node.isObject()) {
                throw malformed("The body must be a JSON object.");
            }
            requireWellFormed(node);
            return new JsonBody(node);
        } catch (JacksonException notJson) {
            throw malformed("The body is not well-formed JSON.");
        }
    }

    /** The string member {@code name}, or empty where it is absent or null. */
    public Optional<String> text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw malformed("The member " + name + " must be a string.");
        }
        return Optional.of(value.stringValue());
    }

    /** The string member {@code name}, which must be there. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> malformed("The member " + name + " is missing."));
    }

    /**
     * JSON can spell half a surrogate pair, which is no text: a hash fails over it and a database stores something else. And a
     * NUL, which means nothing in any text and which some databases refuse.
     */
    private static void requireWellFormed(JsonNode node) {
        if (node.isString()) {
            requireWellFormed(node.stringValue());
        }
        node.propertyNames().forEach(JsonBody::requireWellFormed);
        node.values().forEach(JsonBody::requireWellFormed);
    }

    private static void requireWellFormed(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed("The body holds a character that is none.");
        }
    }

    private static byte[] read(HttpServletRequest request) {
        if (request.getContentLengthLong() > LARGEST) {
            throw new RefusedException(Refusal.PAYLOAD_TOO_LARGE);
        }
        try {
            byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new RefusedException(Refusal.PAYLOAD_TOO_LARGE);
            }
            return bytes;
        } catch (IOException brokenOff) {
            throw malformed("The body broke off.");
        }
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Refusal.MALFORMED_REQUEST, detail);
    }
}
