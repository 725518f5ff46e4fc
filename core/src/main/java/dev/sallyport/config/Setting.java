package dev.sallyport.config;

/** What can be set and is named in messages. The names are neutral: {@link Wording} has those of the application around. */
public enum Setting {
    /** Where the endpoints are. */
    PATH("path"),
    /** The origin under which browsers see the server. */
    PUBLIC_ORIGIN("publicOrigin"),
    /** How tokens may travel. */
    TRANSPORTS("transports"),
    /** The schemes that announce a token in the Authorization header. */
    HEADER_PREFIXES("header.prefixes"),
    /** The proxies whose forwarded fields are believed. */
    TRUSTED_PROXIES("trustedProxies"),
    /** The formats of access tokens. */
    ACCESS_TOKEN_FORMAT("accessToken.format"),
    /** Their issuer. */
    ACCESS_TOKEN_ISSUER("accessToken.issuer"),
    /** Their audience. */
    ACCESS_TOKEN_AUDIENCE("accessToken.audience"),
    /** How long they hold. */
    ACCESS_TOKEN_LIFETIME("accessToken.lifetime"),
    /** How far clocks may differ. */
    ACCESS_TOKEN_LEEWAY("accessToken.leeway"),
    /** How long a session lasts. */
    REFRESH_TOKEN_LIFETIME("refreshToken.lifetime"),
    /** How long it lasts without a refresh. */
    REFRESH_TOKEN_IDLE("refreshToken.idle"),
    /** How long the previous refresh token still earns its successor. */
    REFRESH_TOKEN_GRACE("refreshToken.grace"),
    /** How old the knowledge of ended sessions may be. */
    REVOCATION_MAX_LAG("revocation.maxLag"),
    /** How long ago a recent sign-in may have been. */
    RECENT_SIGN_IN("recentSignIn"),
    /** Whether cookies are Secure. */
    COOKIE_SECURE("cookie.secure"),
    /** The name of the access cookie. */
    COOKIE_ACCESS_NAME("cookie.accessName"),
    /** The name of the refresh cookie. */
    COOKIE_REFRESH_NAME("cookie.refreshName"),
    /** The name of the pre-session cookie. */
    COOKIE_VISITOR_NAME("cookie.visitorName"),
    /** The name of the cookie of a known device. */
    COOKIE_DEVICE_NAME("cookie.deviceName"),
    /** All of these names. */
    COOKIE_NAMES("cookie.*Name"),
    /** The name of the CSRF cookie. */
    CSRF_COOKIE_NAME("csrf.cookieName"),
    /** The name of the CSRF header. */
    CSRF_HEADER_NAME("csrf.headerName"),
    /** Paths at which a request from another site is let in as nobody's. */
    CSRF_ANONYMOUS_PATHS("csrf.anonymousPaths"),
    /** The trusted origins. */
    CORS_ALLOWED_ORIGINS("cors.allowedOrigins"),
    /** Patterns for further ones. */
    CORS_ALLOWED_ORIGIN_PATTERNS("cors.allowedOriginPatterns"),
    /** The methods that a preflight may ask for. */
    CORS_ALLOWED_METHODS("cors.allowedMethods"),
    /** The header fields that a preflight may ask for. */
    CORS_ALLOWED_HEADERS("cors.allowedHeaders"),
    /** The header fields that script may read. */
    CORS_EXPOSED_HEADERS("cors.exposedHeaders"),
    /** How long a preflight's answer is remembered. */
    CORS_MAX_AGE("cors.maxAge"),
    /** Whether the public network may reach a private one. */
    CORS_ALLOW_PRIVATE_NETWORK("cors.allowPrivateNetwork"),
    /** The providers, each with settings of its own. */
    SOCIAL("social");

    private final String text;

    Setting(String text) {
        this.text = text;
    }

    /** Its neutral name, such as {@code accessToken.lifetime}. */
    public String text() {
        return text;
    }
}
