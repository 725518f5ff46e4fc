package dev.sallyport.server.browser;

import java.nio.charset.StandardCharsets;

/** What becomes of a request on its way through a {@link FlakyLine}. */
enum Fate {
    ARRIVES,
    /** The connection breaks before the server hears a word. */
    REQUEST_LOST,
    /** The server does as it was asked, and the connection breaks before the browser hears a word. */
    ANSWER_LOST,
    /** Waits for another fate, unheard by the server. */
    REQUEST_HELD,
    /** Heard by the server, whose answer waits for another fate. */
    ANSWER_HELD,
    /** 503 with Retry-After, from a server that has too much to do. */
    UNAVAILABLE,
    /** 502 with a page of HTML, from a proxy whose server is away. */
    BAD_GATEWAY;

    static final int RETRY_AFTER_SECONDS = 2;

    /** What stands in for the server's answer. */
    byte[] answer() {
        String html = "<!doctype html><title>502 Bad Gateway</title>";
        String text = this == UNAVAILABLE
                ? "HTTP/1.1 503 Service Unavailable\r\nRetry-After: " + RETRY_AFTER_SECONDS
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                : "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: " + html.length()
                        + "\r\nConnection: close\r\n\r\n" + html;
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
