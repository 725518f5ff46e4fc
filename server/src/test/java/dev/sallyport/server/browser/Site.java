package dev.sallyport.server.browser;

/** Where an attacker's page may live, as seen from {@value #OURS}. */
enum Site {
    /** Another site: SameSite=Strict cookies stay at home. */
    CROSS_SITE("evil.localhost", "cross-site"),

    /** A neighbour under the same registrable domain: every cookie rides along, and the doors stand alone. */
    SIBLING("evil.app.localhost", "same-site");

    static final String OURS = "app.localhost";

    private final String host;
    private final String fetchSite;

    Site(String host, String fetchSite) {
        this.host = host;
        this.fetchSite = fetchSite;
    }

    String host() {
        return host;
    }

    /** What the browser says in {@code Sec-Fetch-Site} of a request from there to us. */
    String fetchSite() {
        return fetchSite;
    }
}
