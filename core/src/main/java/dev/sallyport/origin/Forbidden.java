package dev.sallyport.origin;

import java.util.Locale;
import java.util.Set;

/** What the Fetch standard keeps from script (section 2.2), so that no page ever sends it and to allow it is in vain. */
public final class Forbidden {

    private static final Set<String> METHODS = Set.of("CONNECT", "TRACE", "TRACK");

    private static final Set<String> REQUEST_HEADERS = Set.of(
            "accept-charset",
            "accept-encoding",
            "access-control-request-headers",
            "access-control-request-method",
            "access-control-request-private-network",
            "connection",
            "content-length",
            "cookie",
            "cookie2",
            "date",
            "dnt",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "referer",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private Forbidden() {}

    /** Whether no script may use this method. */
    public static boolean method(String name) {
        return METHODS.contains(name.toUpperCase(Locale.ROOT));
    }

    /** Whether no script may set this header of a request. */
    public static boolean requestHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return REQUEST_HEADERS.contains(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-");
    }

    /** Whether no script is shown this header of an answer. */
    public static boolean responseHeader(String name) {
        return name.equalsIgnoreCase("Set-Cookie") || name.equalsIgnoreCase("Set-Cookie2");
    }
}
