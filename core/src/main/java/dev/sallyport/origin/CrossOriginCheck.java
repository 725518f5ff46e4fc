package dev.sallyport.origin;

import dev.sallyport.web.Request;
import org.jspecify.annotations.Nullable;

/** The first door: did a page of ours, or of an origin we trust, ask for this? */
public final class CrossOriginCheck {

    /** What the check found. */
    public enum Finding {
        /** The method changes nothing, so it does not matter who asked. */
        SAFE,
        /** Our own page, an origin on the list, or the person themselves. */
        TRUSTED,
        /**
         * No header says where the request comes from. Every browser that sends cookies to us today sends one on an unsafe
         * request, so this is a program; refusing it would break scripts and stop no browser. The CSRF token decides alone.
         */
        UNSTATED,
        /** The browser says that another site or a sibling host asked, and it is not on the list. */
        CROSS_SITE,
        /** The Origin header is neither ours nor on the list. */
        FOREIGN_ORIGIN;

        /** Whether the request may go on to the second door. */
        public boolean passes() {
            return this == SAFE || this == TRUSTED || this == UNSTATED;
        }
    }

    private final TrustedOrigins trusted;

    /** A check that lets in, besides the server's own origin, the origins in {@code trusted}. */
    public CrossOriginCheck(TrustedOrigins trusted) {
        this.trusted = trusted;
    }

    /** Judges one request [5] [6]. */
    public Finding check(Request request) {
        if (request.isWebSocketHandshake()) {
            // A handshake cannot carry a CSRF token and SameSite cookies ride along from a sibling host: nothing but an
            // exact Origin speaks for it, so an absent one is refused as well.
            return isOursOrListed(request, request.header("Origin")) ? Finding.TRUSTED : Finding.FOREIGN_ORIGIN;
        }
        return request.isSafe() ? Finding.SAFE : origin(request);
    }

    /** Where the request comes from, whether or not it changes anything. */
    public Finding origin(Request request) {
        String origin = request.header("Origin");
        String site = request.header("Sec-Fetch-Site");
        if (site != null) {
            return isOwnPageOrPerson(site) || trusted.contains(origin) ? Finding.TRUSTED : Finding.CROSS_SITE;
        }
        if (origin == null) {
            return Finding.UNSTATED;
        }
        return isOursOrListed(request, origin) ? Finding.TRUSTED : Finding.FOREIGN_ORIGIN;
    }

    /**
     * Judges a navigation that begins something for the person, though it is a GET. It has no Origin; its Referer says at whose
     * page it began, and a page can keep its own silent but not name another's.
     */
    public Finding checkNavigation(Request request) {
        String site = request.header("Sec-Fetch-Site");
        if (site == null) {
            return Finding.UNSTATED;
        }
        boolean passes = isOwnPageOrPerson(site) || trusted.contains(originOf(request.header("Referer")));
        return passes ? Finding.TRUSTED : Finding.CROSS_SITE;
    }

    private static boolean isOwnPageOrPerson(String site) {
        return site.equals("same-origin") || site.equals("none");
    }

    private static @Nullable String originOf(@Nullable String address) {
        int host = address == null ? -1 : address.indexOf("://") + 3;
        if (address == null || host < 3) {
            return null;
        }
        int path = address.indexOf('/', host);
        return path < 0 ? address : address.substring(0, path);
    }

    private boolean isOursOrListed(Request request, @Nullable String origin) {
        return request.ownOrigin().equals(origin) || trusted.contains(origin);
    }
}
