package dev.sallyport.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A browser as far as a server can tell: it keeps the cookies it is given, and its page sends the CSRF token along. */
public final class HttpBrowser {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public HttpBrowser(int port) {
        this.port = port;
    }

    /** Another browser that holds the same cookies, at the same server. */
    public HttpBrowser twin() {
        return twinAt(port);
    }

    /** Another browser that holds the same cookies, at another server. */
    public HttpBrowser twinAt(int otherPort) {
        HttpBrowser twin = new HttpBrowser(otherPort);
        twin.cookies.putAll(cookies);
        return twin;
    }

    public int port() {
        return port;
    }

    public Answer get(String path) {
        return call("GET", path).send();
    }

    public Answer post(String path) {
        return call("POST", path).send();
    }

    public Answer post(String path, Map<String, ?> json) {
        return call("POST", path).json(json).send();
    }

    public Call call(String method, String path) {
        return new Call(this, method, path);
    }

    /** Opens the page and sends its sign-in form. */
    public Answer signIn(String username, String password) {
        get("/auth/session");
        return post("/auth/login", Map.of("username", username, "password", password));
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    public HttpBrowser withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public HttpBrowser without(String name) {
        cookies.remove(name);
        return this;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /** The Cookie field that it sends. */
    public String cookieLine() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    Answer send(HttpRequest.Builder request, String path) {
        try {
            var response = HTTP.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString());
            Answer answer = Answer.of(response);
            answer.cookies().forEach(this::keep);
            return answer;
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void keep(String name, String line) {
        if (line.contains("; Max-Age=0;")) {
            cookies.remove(name);
        } else {
            cookies.put(name, line.substring(name.length() + 1).split(";", 2)[0]);
        }
    }
}
