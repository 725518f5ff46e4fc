package dev.sallyport.web;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An origin in the one spelling browsers send: lower-case scheme and host, no default port, nothing behind
 * (RFC 6454 section 6.2, the Fetch standard's "serialising a request origin").
 *
 * @param text the serialised origin, {@code https://app.example.com}, {@code http://localhost:8080} or, of an app's webview,
 *     {@code capacitor://localhost}
 */
public record Origin(String text) {

    /** The most characters there can be: a scheme, a host name of 253 and a port. */
    public static final int LONGEST = "https://".length() + 253 + ":65535".length();

    private static final Pattern SERIALISED =
            Pattern.compile("(https?)://(\\[[0-9a-f:.]+]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?)(?::([1-9][0-9]{0,4}))?");

    /** What an app's webview and an extension's page send: a scheme of their own, and a name. None that browsers have already. */
    private static final Pattern OF_APP = Pattern.compile(
            "(?!(?:wss?|ftp|file|blob|data|about)://)[a-z][a-z0-9+.-]*://[a-z0-9]([a-z0-9._-]*[a-z0-9])?");

    /**
     * Reads an origin that a person configured.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong and how to write it
     */
    public static Origin parse(String text) {
        if (text.equals("*")) {
            throw new IllegalArgumentException("'*' would trust every site: list the exact origins");
        }
        if (text.equals("null")) {
            throw new IllegalArgumentException("every sandboxed frame sends 'null': list the page's real origin");
        }
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            String written = text.toLowerCase(Locale.ROOT).replaceFirst("^(https?://[^/]*)/.*", "$1");
            throw new IllegalArgumentException("browsers send origins in lower case: write " + written);
        }
        if (isOfApp(text)) {
            return new Origin(text);
        }
        var match = SERIALISED.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "not an origin: write scheme, host and port only, without a path or a slash at the end, as in https://app.example.com");
        }
        if (!isUsual(match.group(1), match.group(4))) {
            throw new IllegalArgumentException("browsers leave the default port out and none is over 65535: write "
                    + match.group(1) + "://" + match.group(2));
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("no host name is over 253 characters: correct it");
        }
        return new Origin(text);
    }

    /**
     * Whether {@code text} is an origin as a browser serialises it. Refuses what is over {@link #LONGEST} unread.
     */
    public static boolean isSerialised(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        var match = SERIALISED.matcher(text);
        return match.matches() && isUsual(match.group(1), match.group(4));
    }

    /**
     * Whether {@code text} is the origin of an app's webview or an extension's page, such as {@code capacitor://localhost} or
     * {@code chrome-extension://} with an id. Such pages keep no cookie of ours that browsers guard as a site's.
     */
    public static boolean isOfApp(@Nullable String text) {
        // Most are not, and for those no matcher is made.
        return text != null
                && !text.startsWith("https://")
                && !text.startsWith("http://")
                && text.length() <= LONGEST
                && OF_APP.matcher(text).matches();
    }

    /** The origin that a server derives for itself from the request's scheme and its Host header, serialised. */
    public static String serialise(String scheme, String authority) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        String host = authority.toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        boolean portIsDefault = colon > 0 && isDefault(lower, host.substring(colon + 1));
        return lower + "://" + (portIsDefault ? host.substring(0, colon) : host);
    }

    /** Whether pages of this origin come over TLS. */
    public boolean isHttps() {
        return text.startsWith("https:");
    }

    private static boolean isUsual(String scheme, @Nullable String port) {
        return port == null || (Integer.parseInt(port) <= 65_535 && !isDefault(scheme, port));
    }

    private static boolean isDefault(String scheme, String port) {
        return port.equals(scheme.equals("https") ? "443" : "80");
    }

    @Override
    public String toString() {
        return text;
    }
}
