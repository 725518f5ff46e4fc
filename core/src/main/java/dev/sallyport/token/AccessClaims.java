package dev.sallyport.token;

import dev.sallyport.token.AccessToken.Subject;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a signed access token claims, as {@link AccessClaimsReader} found it or {@link AccessTokens#issue} writes it. */
record AccessClaims(
        String issuer,
        List<String> audience,
        Subject subject,
        String id,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> notBefore) {

    private static final JsonFactory JSON = new JsonFactory();

    boolean isFor(String expectedIssuer, String expectedAudience) {
        return issuer.equals(expectedIssuer) && audience.contains(expectedAudience);
    }

    /** Nobody signs in, and nothing is issued, after the token has ended. */
    boolean isInOrder() {
        return !issuedAt.isAfter(expiresAt) && !subject.authenticatedAt().isAfter(expiresAt);
    }

    /** The claims as a JSON object. Those that are not ours are left out, since nobody has looked at them. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("iss", issuer);
        members.put("aud", audience.size() == 1 ? audience.get(0) : audience);
        members.put("sub", subject.userId());
        members.put("sid", subject.sessionId());
        members.put("jti", id);
        members.put("iat", issuedAt.getEpochSecond());
        members.put("exp", expiresAt.getEpochSecond());
        notBefore.ifPresent(begin -> members.put("nbf", begin.getEpochSecond()));
        members.put("auth_time", subject.authenticatedAt().getEpochSecond());
        members.put("amr", subject.methods());
        members.put("roles", subject.roles().stream().sorted().toList());
        subject.transport().ifPresent(transport -> members.put("transport", transport));
        return members;
    }

    /** The text of that object. */
    String json() {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members().forEach((name, value) -> {
                json.writeName(name);
                write(value, json);
            });
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator json) {
        if (value instanceof List<?> several) {
            json.writeStartArray();
            several.forEach(each -> write(each, json));
            json.writeEndArray();
        } else if (value instanceof Long seconds) {
            json.writeNumber(seconds);
        } else {
            json.writeString((String) value);
        }
    }

    /** Without the claims, which are the token but for its signature. */
    @Override
    public String toString() {
        return "AccessClaims of session " + subject.sessionId();
    }
}
