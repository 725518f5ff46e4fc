package dev.sallyport.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One {@code Set-Cookie} line (RFC 6265bis section 4.1). Every attribute is written out, since what a browser assumes for
 * an absent one differs between browsers and weakens for a cookie's first two minutes [2].
 *
 * @param maxAge how long the browser keeps it; empty: until the browser closes; zero: delete it now
 */
public record SetCookie(String name, String value, Optional<Duration> maxAge, Attributes attributes) {

    /** Browsers drop a cookie whose line is longer, silently, and the user looks signed out [4]. */
    private static final int LONGEST = 4096;

    /** When a browser sends the cookie along with requests that another site caused. */
    public enum SameSite {
        /** With none of them. */
        STRICT("Strict"),
        /** With those that lead a person here by a link, and no others. */
        LAX("Lax");

        private final String text;

        SameSite(String text) {
            this.text = text;
        }
    }

    /** What does not change over a cookie's life. The path is always {@code /}; there is never a Domain [1]. */
    public record Attributes(boolean httpOnly, boolean secure, SameSite sameSite) {

        private String text() {
            return (httpOnly ? "; HttpOnly" : "") + (secure ? "; Secure" : "") + "; SameSite=" + sameSite.text
                    + "; Path=/";
        }
    }

    /**
     * Refuses a line that is too long when it is made, and not when it is written: by then a session was opened or a token
     * was spent for a cookie that never arrives.
     */
    public SetCookie {
        if (!fits(name, value, maxAge, attributes)) {
            throw new IllegalStateException(
                    "the cookie " + name + " would be longer than the " + LONGEST + " bytes that browsers keep");
        }
    }

    /** Whether such a line is one that browsers keep. */
    public static boolean fits(String name, String value, Optional<Duration> maxAge, Attributes attributes) {
        return line(name, value, maxAge, attributes).getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** The line's value, as it goes on the wire. */
    public String header() {
        return line(name, value, maxAge, attributes);
    }

    private static String line(String name, String value, Optional<Duration> maxAge, Attributes attributes) {
        String age = maxAge.map(duration -> "; Max-Age=" + duration.toSeconds()).orElse("");
        return name + "=" + value + age + attributes.text();
    }

    /** The name only. */
    @Override
    public String toString() {
        return "Set-Cookie " + name;
    }
}
