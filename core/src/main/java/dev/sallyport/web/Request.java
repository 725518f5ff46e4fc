package dev.sallyport.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of a request the gate looks at.
 *
 * @param method the method as sent; methods are case-sensitive (RFC 9110 section 9.1), so {@code get} is not {@code GET}
 * @param path the path without query, as the application will route it
 * @param ownOrigin the origin this server answers under, as the browser sees it, serialised
 * @param remoteAddress the address of the peer, for the session list and for throttling
 */
public record Request(String method, String path, String ownOrigin, String remoteAddress, Headers headers) {

    /** The header field {@code name}, or null where it is absent. */
    public @Nullable String header(String name) {
        return headers.value(name);
    }

    /** Whether the method is one of the three that must not change state: exactly GET, HEAD or OPTIONS. */
    public boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** Whether this is a WebSocket handshake (RFC 6455): a GET, yet it opens a channel that acts with the cookie. */
    public boolean isWebSocketHandshake() {
        String upgrade = header("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    /** Whether this is a CORS preflight (Fetch standard section 3.2.2). */
    public boolean isPreflight() {
        return method.equals("OPTIONS") && header("Origin") != null && header("Access-Control-Request-Method") != null;
    }

    /** Whether the body is declared to be JSON, whatever parameters follow the media type (RFC 8259 section 11). */
    public boolean isJson() {
        String type = header("Content-Type");
        String essence = type == null ? "" : type.split(";", 2)[0];
        return essence.strip().equalsIgnoreCase("application/json");
    }

    /** Whether a body came along: its length or its coding says so (RFC 9112 section 6). */
    public boolean hasBody() {
        String length = header("Content-Length");
        return header("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }

    /** Method and path only: header fields hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
