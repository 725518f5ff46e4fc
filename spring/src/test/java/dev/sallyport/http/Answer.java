package dev.sallyport.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The member {@code name} as text, wherever it is: {@code session.id}. */
    public String text(String name) {
        return json().at("/" + name.replace('.', '/')).asString();
    }

    /** The field with all its lines, or empty where it is absent. */
    public Optional<String> header(String name) {
        List<String> lines = headers.allValues(name);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", lines));
    }

    /** The Set-Cookie lines by the name of their cookie, in the order sent. */
    public Map<String, String> cookies() {
        Map<String, String> lines = new LinkedHashMap<>();
        headers.allValues("Set-Cookie").forEach(line -> {
            if (lines.put(line.split("=", 2)[0], line) != null) {
                throw new AssertionError("one answer sets one cookie twice: " + line);
            }
        });
        return lines;
    }
}
