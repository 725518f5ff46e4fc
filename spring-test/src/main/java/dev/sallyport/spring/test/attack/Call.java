package dev.sallyport.spring.test.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A request that is about to be sent. */
final class Call {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOUNDARY = "----attack";

    private final Browser browser;
    private final String method;
    private final String path;
    private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private BodyPublisher body = BodyPublishers.noBody();

    Call(Browser browser, String method, String path) {
        this.browser = browser;
        this.method = method;
        this.path = path;
    }

    Call from(Page page, List<Cookie> cookies) {
        fields.putAll(page.fields(browser.application(), !isSafe(method)));
        if (!cookies.isEmpty()) {
            field("Cookie", Cookie.line(cookies));
        }
        return this;
    }

    /** RFC 9110 section 9.2.1. */
    static boolean isSafe(String method) {
        return Set.of("GET", "HEAD", "OPTIONS").contains(method);
    }

    Call field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Call json(Map<String, ?> members) {
        return text("application/json", JsonMapper.shared().writeValueAsString(members));
    }

    /** A body of this media type, or without any where it is empty. */
    Call text(String mediaType, String content) {
        body = BodyPublishers.ofString(content);
        return mediaType.isEmpty() ? this : field("Content-Type", mediaType);
    }

    Call form(Map<String, ?> members) {
        return text("application/x-www-form-urlencoded", query(members));
    }

    Call multipart(Map<String, ?> members) {
        String parts = members.entrySet().stream()
                .map(member -> "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(BOUNDARY, member.getKey(), member.getValue()))
                .collect(Collectors.joining());
        return text("multipart/form-data; boundary=" + BOUNDARY, parts + "--" + BOUNDARY + "--\r\n");
    }

    /** JSON as a form of the type text/plain sends it: the one field's name, {@code =} and its value make the text. */
    static String jsonOfForm(Map<String, ?> members) {
        String json = JsonMapper.shared().writeValueAsString(members);
        return json.substring(0, json.length() - 1) + ",\"padding\":\"=\"}";
    }

    static String query(Map<String, ?> members) {
        return members.entrySet().stream()
                .map(member -> encoded(member.getKey()) + "="
                        + encoded(member.getValue().toString()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer send() {
        URI address = URI.create(browser.application() + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).method(method, body);
        fields.forEach(request::header);
        try {
            return browser.receive(Answer.of(HTTP.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException silence) {
            throw new UncheckedIOException("No answer from " + browser.application() + " to " + this, silence);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Without the query and the header fields, which may hold tokens. */
    @Override
    public String toString() {
        return method + " " + path.split("\\?", 2)[0];
    }
}
