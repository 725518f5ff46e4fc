package dev.sallyport.session;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a session's tokens travel. A session keeps the one it was signed in with: were a refresh able to move a token from a
 * cookie into a body, injected script would ask for just that.
 */
public enum Transport {
    /** Both tokens in HttpOnly cookies. */
    COOKIE("cookie"),
    /** The access token in bodies and the Authorization header, the refresh token in an HttpOnly cookie. */
    MEMORY("memory"),
    /** Both tokens in bodies, the access token in the Authorization header: for programs that are no page. */
    HEADER("header");

    private final String text;

    Transport(String text) {
        this.text = text;
    }

    /** The name on the wire and at rest. */
    public String text() {
        return text;
    }

    /** Whether its access token comes in a cookie, so that browsers send it unasked. */
    public boolean keepsAccessInCookie() {
        return this == COOKIE;
    }

    /** Whether its refresh token comes in a cookie. */
    public boolean keepsRefreshInCookie() {
        return this != HEADER;
    }

    /** The transport of this name, if there is one. */
    public static Optional<Transport> named(String text) {
        return Arrays.stream(values())
                .filter(transport -> transport.text.equals(text))
                .findFirst();
    }
}
