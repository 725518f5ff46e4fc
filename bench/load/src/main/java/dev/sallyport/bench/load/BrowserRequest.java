package dev.sallyport.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A request as a browser's page makes it, byte by byte. */
final class BrowserRequest {

    /** Stands for the port of whichever server the request goes to. */
    static final String PORT = "@PORT@";

    /** Stands for a token that differs from request to request. */
    static final String TOKEN = "@TOKEN@";

    private static final String OWN_ORIGIN = "http://127.0.0.1:" + PORT;

    private final String method;
    private final String path;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String origin = OWN_ORIGIN;
    private String body = "";
    private String mediaType = "application/json";

    private BrowserRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    static BrowserRequest get(String path) {
        return new BrowserRequest("GET", path);
    }

    static BrowserRequest post(String path, String body) {
        BrowserRequest request = new BrowserRequest("POST", path);
        request.body = body;
        return request;
    }

    BrowserRequest ofType(String type) {
        mediaType = type;
        return this;
    }

    /** From a page of another site, which a cookie comes along with because it is listed. */
    BrowserRequest from(String otherOrigin) {
        origin = otherOrigin;
        return this;
    }

    BrowserRequest cookies(Map<String, String> more) {
        cookies.putAll(more);
        return this;
    }

    BrowserRequest field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** The bytes on the wire. */
    String text() {
        boolean isOwn = origin.equals(OWN_ORIGIN);
        StringBuilder text = new StringBuilder();
        text.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        line(text, "Host", "127.0.0.1:" + PORT);
        line(text, "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        line(text, "Accept", "application/json, text/plain, */*");
        line(text, "Accept-Language", "en-US,en;q=0.5");
        line(text, "Accept-Encoding", "gzip, deflate, br, zstd");
        line(text, "Referer", origin + "/");
        if (!method.equals("GET")) {
            line(text, "Content-Type", mediaType);
            line(text, "Content-Length", Integer.toString(body.length()));
        }
        if (!method.equals("GET") || !isOwn) {
            line(text, "Origin", origin);
        }
        fields.forEach((name, value) -> line(text, name, value));
        line(text, "Connection", "keep-alive");
        if (!cookies.isEmpty()) {
            line(text, "Cookie", cookieLine());
        }
        line(text, "Sec-Fetch-Dest", "empty");
        line(text, "Sec-Fetch-Mode", "cors");
        line(text, "Sec-Fetch-Site", isOwn ? "same-origin" : "cross-site");
        return text.append("\r\n").append(body).toString();
    }

    private String cookieLine() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }
}
