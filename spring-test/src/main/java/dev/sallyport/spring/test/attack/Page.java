package dev.sallyport.spring.test.attack;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Where a browser is when it sends a request, as its header fields tell (Fetch Metadata, and the Fetch standard on Origin). */
enum Page {
    OWN("the application's own page", true, "same-origin", "%s"),
    SIBLING("a page on a subdomain of the application's site", true, "same-site", "%s://evil.%s"),
    OTHER_PORT("a page on another port of the same host", true, "same-site", "%s://%s:9"),
    OTHER_SITE("a page on another site", false, "cross-site", "https://attacker.example"),
    SANDBOX("a sandboxed frame on another site", false, "cross-site", "null"),
    OTHER_SITE_IN_AN_OLD_BROWSER(
            "a page on another site, in a browser without Fetch Metadata", false, "", "https://attacker.example"),
    OTHER_SITE_IN_SILENCE(
            "a page on another site, behind something that takes Origin and Fetch Metadata away", false, "", "");

    private final String label;
    private final boolean sameSite;
    private final String fetchSite;
    private final String origin;

    Page(String label, boolean sameSite, String fetchSite, String origin) {
        this.label = label;
        this.sameSite = sameSite;
        this.fetchSite = fetchSite;
        this.origin = origin;
    }

    /** Whether a browser sends it along: SameSite, where an absent one counts as None, as it does for a cookie's first two minutes. */
    boolean mayUse(Cookie cookie, boolean topLevelNavigation) {
        return sameSite
                || switch (cookie.sameSite()) {
                    case "strict" -> false;
                    case "lax" -> topLevelNavigation;
                    default -> true;
                };
    }

    String origin(URI application) {
        String own = application.getScheme() + "://" + application.getRawAuthority();
        return this == OWN ? own : origin.formatted(application.getScheme(), application.getHost());
    }

    Map<String, String> fields(URI application, boolean unsafe) {
        Map<String, String> fields = new TreeMap<>();
        if (!fetchSite.isEmpty()) {
            fields.put("Sec-Fetch-Site", fetchSite);
        }
        if (!origin.isEmpty() && (unsafe || this != OWN)) {
            fields.put("Origin", origin(application));
        }
        return fields;
    }

    @Override
    public String toString() {
        return label;
    }
}
