package dev.sallyport.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** A request that a browser is about to send. */
public final class Call {

    private record Field(String name, String value) {}

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpBrowser browser;
    private final String method;
    private final String path;
    private final List<Field> fields = new ArrayList<>();
    private BodyPublisher body = BodyPublishers.noBody();

    Call(HttpBrowser browser, String method, String path) {
        this.browser = browser;
        this.method = method;
        this.path = path;
        if (!browser.cookies().isEmpty()) {
            header("Cookie", browser.cookieLine());
        }
        if (!SAFE.contains(method)) {
            browser.cookie("XSRF-TOKEN").ifPresent(token -> header("X-XSRF-TOKEN", token));
        }
    }

    public Call header(String name, String value) {
        without(name);
        return also(name, value);
    }

    /** A second line of a header that is there already. */
    public Call also(String name, String value) {
        fields.add(new Field(name, value));
        return this;
    }

    public Call without(String name) {
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
        return this;
    }

    public Call withoutCsrfToken() {
        return without("X-XSRF-TOKEN");
    }

    public Call json(Map<String, ?> object) {
        return json(JSON.writeValueAsString(object));
    }

    public Call json(String text) {
        return body("application/json", BodyPublishers.ofString(text));
    }

    public Call body(String contentType, BodyPublisher content) {
        this.body = content;
        return header("Content-Type", contentType);
    }

    public Answer send() {
        HttpRequest.Builder request = HttpRequest.newBuilder().method(method, body);
        fields.forEach(field -> request.header(field.name(), field.value()));
        return browser.send(request, path);
    }
}
