package dev.sallyport.spring.test;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/**
 * What a browser holds of a session, for clients of a server that runs: {@code client.post().uri("/x").headers(session::addTo)}. It
 * does not refresh.
 */
public final class TestSession {

    private final Map<String, String> cookies;
    private final String csrfHeader;
    private final String csrfToken;

    TestSession(Map<String, String> cookies, String csrfHeader, String csrfToken) {
        this.cookies = Map.copyOf(cookies);
        this.csrfHeader = csrfHeader;
        this.csrfToken = csrfToken;
    }

    /** The values of its cookies, by their names. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** The name of the header field that takes the CSRF token back. */
    public String csrfHeader() {
        return csrfHeader;
    }

    /** The CSRF token. */
    public String csrfToken() {
        return csrfToken;
    }

    /** Adds cookies and CSRF token to a request. */
    public void addTo(HttpHeaders headers) {
        headers.add(HttpHeaders.COOKIE, cookieLine(cookies));
        headers.set(csrfHeader, csrfToken);
    }

    static String cookieLine(Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return "TestSession";
    }
}
