package dev.sallyport.token;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** The claims in the payload of a signed token, before anything is known of their types. */
public final class JsonPayload {

    private JsonPayload() {}

    /**
     * The JSON object that the part of a compact JWS spells; empty where it is none, names a member twice, or is not UTF-8. A
     * decoder that replaces what it cannot read would give two subjects one name.
     */
    public static Optional<Map<String, Object>> read(String part) {
        try {
            byte[] bytes = new Base64URL(part).decode();
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.ofNullable(JSONObjectUtils.parse(text));
        } catch (CharacterCodingException | ParseException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
