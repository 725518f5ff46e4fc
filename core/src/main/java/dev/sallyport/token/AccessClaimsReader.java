package dev.sallyport.token;

import dev.sallyport.token.AccessToken.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the claims of a signed access token strictly, in one pass. A signature says who wrote the token and not that it was written
 * well: a service that shares the key may get a claim wrong, and a claim that is taken as it comes fails further on, as a fault of
 * ours.
 */
final class AccessClaimsReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;
    private @Nullable String issuer;
    private @Nullable List<String> audience;
    private @Nullable String user;
    private @Nullable String session;
    private @Nullable String id;
    private @Nullable String transport;
    private @Nullable List<String> roles;
    private @Nullable List<String> methods;
    private @Nullable Instant authenticatedAt;
    private @Nullable Instant issuedAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant notBefore;

    private AccessClaimsReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The claims in a payload, which is in base64url; empty where it is no JSON object in UTF-8, names a member twice, or a claim is
     * missing, of another type, or says what cannot be.
     */
    static Optional<AccessClaims> read(String payload) {
        byte[] bytes = Base64.getUrlDecoder().decode(payload);
        if (!isUtf8(bytes)) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            AccessClaims claims = new AccessClaimsReader(json).claims();
            return claims.isInOrder() ? Optional.of(claims) : Optional.empty();
        } catch (JacksonException | MalformedException malformed) {
            return Optional.empty();
        }
    }

    /** The parser takes some bytes for characters that are none, and would give two subjects one name. */
    private static boolean isUtf8(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return isDecodable(bytes);
            }
        }
        return true;
    }

    private static boolean isDecodable(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private AccessClaims claims() {
        require(json.nextToken() == JsonToken.START_OBJECT);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            take(name);
        }
        require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
        Subject subject = new Subject(
                present(user),
                present(session),
                Optional.ofNullable(transport),
                Set.copyOf(present(roles)),
                present(authenticatedAt),
                present(methods));
        return new AccessClaims(
                present(issuer),
                present(audience),
                subject,
                present(id),
                present(issuedAt),
                present(expiresAt),
                Optional.ofNullable(notBefore));
    }

    private void take(String name) {
        switch (name) {
            case "iss" -> issuer = text();
            case "aud" -> audience = json.currentToken() == JsonToken.START_ARRAY ? texts() : List.of(text());
            case "sub" -> user = name();
            case "sid" -> session = name();
            case "jti" -> id = name();
            case "iat" -> issuedAt = date();
            case "exp" -> expiresAt = date();
            case "nbf" -> notBefore = isNull() ? null : date();
            case "auth_time" -> authenticatedAt = date();
            case "amr" -> methods = texts();
            case "roles" -> roles = texts();
            case "transport" -> transport = isNull() ? null : text();
            default -> json.skipChildren();
        }
    }

    private boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /** What names somebody or something: stores are asked for it, and some of them choke on control characters. */
    private String name() {
        String name = text();
        require(!name.isEmpty());
        for (int i = 0; i < name.length(); i++) {
            require(!Character.isISOControl(name.charAt(i)));
        }
        return name;
    }

    /** A text without half a surrogate pair, which no answer could be written with. */
    private String text() {
        require(json.currentToken() == JsonToken.VALUE_STRING);
        String text = json.getString();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                require(text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE));
            }
        }
        return text;
    }

    private List<String> texts() {
        require(json.currentToken() == JsonToken.START_ARRAY);
        List<String> texts = new ArrayList<>(4);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    private Instant date() {
        require(json.currentToken() != null && json.currentToken().isNumeric());
        return NumericDate.of(json.getNumberValue()).orElseThrow(MalformedException::new);
    }

    private static <T> T present(@Nullable T claim) {
        if (claim == null) {
            throw new MalformedException();
        }
        return claim;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new MalformedException();
        }
    }

    /** Ends the reading; it never leaves this class. */
    private static final class MalformedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedException() {
            super("a claim is malformed", null, false, false);
        }
    }
}
