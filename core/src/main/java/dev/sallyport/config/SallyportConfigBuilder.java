package dev.sallyport.config;

import dev.sallyport.config.SallyportConfig.Csrf;
import dev.sallyport.config.SallyportConfig.Format;
import dev.sallyport.config.SallyportConfig.Revocation;
import dev.sallyport.config.SallyportConfig.Transports;
import dev.sallyport.revocation.WhenStale;
import dev.sallyport.session.Transport;
import dev.sallyport.social.Provider;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what differs from the secure defaults. Nothing is checked before {@link #build}, which then tells all. */
public final class SallyportConfigBuilder {

    String path = "/auth";
    List<Transport> transports = Transports.DEFAULT.enabled();
    List<String> headerPrefixes = Transports.DEFAULT.prefixes();
    List<Format> accessTokenFormats = List.of(Format.JWT);
    String accessTokenIssuer = "sallyport";
    String accessTokenAudience = "sallyport";
    Duration accessTokenLifetime = Duration.ofMinutes(5);
    Duration accessTokenLeeway = Duration.ZERO;
    Duration refreshTokenLifetime = Duration.ofDays(7);
    Optional<Duration> refreshTokenIdle = Optional.empty();
    Duration refreshTokenGrace = Duration.ofSeconds(30);
    Duration recentSignIn = Duration.ofMinutes(10);
    Duration revocationMaxLag = Revocation.DEFAULT.maxLag();
    WhenStale revocationWhenStale = Revocation.DEFAULT.whenStale();
    boolean secureCookies = true;
    SameSite cookieSameSite = SameSite.STRICT;

    @Nullable
    String accessCookieName;

    @Nullable
    String refreshCookieName;

    @Nullable
    String visitorCookieName;

    @Nullable
    String deviceCookieName;

    String csrfCookieName = Csrf.DEFAULT.cookie();
    String csrfHeaderName = Csrf.DEFAULT.header();
    Set<String> anonymousPaths = Set.of();
    Optional<String> publicOrigin = Optional.empty();
    List<String> allowedOrigins = List.of();
    List<String> allowedOriginPatterns = List.of();
    List<String> trustedProxies = List.of();
    Set<String> allowedMethods = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    @Nullable
    Set<String> allowedHeaders;

    Set<String> exposedHeaders = Set.of();
    boolean allowCredentials = true;
    Duration corsMaxAge = Duration.ofMinutes(30);
    boolean allowPrivateNetwork;
    List<Provider> providers = List.of();
    boolean diagnostics;
    Wording wording = Wording.NEUTRAL;

    SallyportConfigBuilder() {}

    /** Where the endpoints are: an absolute path without a slash at the end. Default: {@code /auth}. */
    public SallyportConfigBuilder path(String path) {
        this.path = path;
        return this;
    }

    /** How tokens may travel, the default of a sign-in first. Default: cookies only. */
    public SallyportConfigBuilder transports(List<Transport> enabled) {
        this.transports = List.copyOf(enabled);
        return this;
    }

    /** The schemes that announce a token in the Authorization header; challenges name the first. Default: JWT, Bearer. */
    public SallyportConfigBuilder headerPrefixes(List<String> prefixes) {
        this.headerPrefixes = List.copyOf(prefixes);
        return this;
    }

    /** The formats of access tokens that are accepted; the first is the one issued. Default: JWT only. */
    public SallyportConfigBuilder accessTokenFormats(List<Format> formats) {
        this.accessTokenFormats = List.copyOf(formats);
        return this;
    }

    /** The claim {@code iss} of access tokens. Default: sallyport. */
    public SallyportConfigBuilder accessTokenIssuer(String issuer) {
        this.accessTokenIssuer = issuer;
        return this;
    }

    /** The claim {@code aud} of access tokens. Default: sallyport. */
    public SallyportConfigBuilder accessTokenAudience(String audience) {
        this.accessTokenAudience = audience;
        return this;
    }

    /** How long an access token holds, one second or longer. Default: five minutes. */
    public SallyportConfigBuilder accessTokenLifetime(Duration lifetime) {
        this.accessTokenLifetime = lifetime;
        return this;
    }

    /** How far the clocks of two nodes may differ, up to one minute. It lengthens every token's life. Default: zero. */
    public SallyportConfigBuilder accessTokenLeeway(Duration leeway) {
        this.accessTokenLeeway = leeway;
        return this;
    }

    /** How long a session lasts from its sign-in, no shorter than an access token. Default: seven days. */
    public SallyportConfigBuilder refreshTokenLifetime(Duration lifetime) {
        this.refreshTokenLifetime = lifetime;
        return this;
    }

    /** How long a session lasts without a refresh, no shorter than an access token. Default: for its whole lifetime. */
    public SallyportConfigBuilder refreshTokenIdle(Duration idle) {
        this.refreshTokenIdle = Optional.of(idle);
        return this;
    }

    /**
     * How long the previous refresh token still earns the same successor, up to five minutes. For as long, a thief who holds it
     * goes unnoticed. Default: thirty seconds.
     */
    public SallyportConfigBuilder refreshTokenGrace(Duration grace) {
        this.refreshTokenGrace = grace;
        return this;
    }

    /** How late a node may hear that another ended a session, 100 ms to 1 minute; it asks four times in it. Default: one second. */
    public SallyportConfigBuilder revocationMaxLag(Duration maxLag) {
        this.revocationMaxLag = maxLag;
        return this;
    }

    /** How long ago a caller may have signed in for what needs a recent sign-in, 1 minute to 1 day. Default: ten minutes. */
    public SallyportConfigBuilder recentSignIn(Duration longest) {
        this.recentSignIn = longest;
        return this;
    }

    /** What becomes of an access token while that knowledge is stale. Default: the store is asked. */
    public SallyportConfigBuilder revocationWhenStale(WhenStale whenStale) {
        this.revocationWhenStale = whenStale;
        return this;
    }

    /** Whether cookies carry {@code Secure}, and their default names a prefix; false is for plain http. Default: true. */
    public SallyportConfigBuilder secureCookies(boolean secure) {
        this.secureCookies = secure;
        return this;
    }

    /** SameSite of the access and the refresh cookie. Default: Strict. */
    public SallyportConfigBuilder cookieSameSite(SameSite sameSite) {
        this.cookieSameSite = sameSite;
        return this;
    }

    /** The name of the access cookie. Default: {@code __Host-Http-access}, or {@code access} without Secure. */
    public SallyportConfigBuilder accessCookieName(String name) {
        this.accessCookieName = name;
        return this;
    }

    /** The name of the refresh cookie. Default: {@code __Host-Http-refresh}, or {@code refresh} without Secure. */
    public SallyportConfigBuilder refreshCookieName(String name) {
        this.refreshCookieName = name;
        return this;
    }

    /** The name of the pre-session cookie. Default: {@code __Host-Http-visitor}, or {@code visitor} without Secure. */
    public SallyportConfigBuilder visitorCookieName(String name) {
        this.visitorCookieName = name;
        return this;
    }

    /** The name of the cookie of a browser that signed in before. Default: {@code __Host-Http-device}, or {@code device}. */
    public SallyportConfigBuilder deviceCookieName(String name) {
        this.deviceCookieName = name;
        return this;
    }

    /** The name of the readable cookie that brings the CSRF token to the page. Default: {@code XSRF-TOKEN}. */
    public SallyportConfigBuilder csrfCookieName(String name) {
        this.csrfCookieName = name;
        return this;
    }

    /** The name of the header that brings the CSRF token back. Default: {@code X-XSRF-TOKEN}. */
    public SallyportConfigBuilder csrfHeaderName(String name) {
        this.csrfHeaderName = name;
        return this;
    }

    /** Exact paths of the application at which a request from another site is let in as nobody's. Default: none. */
    public SallyportConfigBuilder anonymousPaths(Collection<String> paths) {
        this.anonymousPaths = Set.copyOf(paths);
        return this;
    }

    /** The origin under which browsers see this server. Default: the one that each request names by scheme and Host. */
    public SallyportConfigBuilder publicOrigin(String origin) {
        this.publicOrigin = Optional.of(origin);
        return this;
    }

    /** The exact origins that are trusted besides our own. Default: none, and CORS is off. */
    public SallyportConfigBuilder allowedOrigins(List<String> origins) {
        this.allowedOrigins = List.copyOf(origins);
        return this;
    }

    /** Regular expressions for further such origins; each must match a whole one. Default: none. */
    public SallyportConfigBuilder allowedOriginPatterns(List<String> patterns) {
        this.allowedOriginPatterns = List.copyOf(patterns);
        return this;
    }

    /** Addresses and CIDR blocks of the proxies whose forwarded fields are believed. Default: none. */
    public SallyportConfigBuilder trustedProxies(List<String> proxies) {
        this.trustedProxies = List.copyOf(proxies);
        return this;
    }

    /** The methods that a preflight may ask for. Default: GET, HEAD, POST, PUT, PATCH, DELETE. */
    public SallyportConfigBuilder allowedMethods(Collection<String> methods) {
        this.allowedMethods = Set.copyOf(methods);
        return this;
    }

    /** The header fields that a preflight may ask for. Default: Content-Type, the CSRF header and, if in use, Authorization. */
    public SallyportConfigBuilder allowedHeaders(Collection<String> headers) {
        this.allowedHeaders = Set.copyOf(headers);
        return this;
    }

    /** The header fields of an answer that script may read. Default: none. */
    public SallyportConfigBuilder exposedHeaders(Collection<String> headers) {
        this.exposedHeaders = Set.copyOf(headers);
        return this;
    }

    /** Whether a request from an allowed origin may bring cookies. Default: true. */
    public SallyportConfigBuilder allowCredentials(boolean allow) {
        this.allowCredentials = allow;
        return this;
    }

    /** How long browsers may remember a preflight's answer; sent in whole seconds. Default: thirty minutes. */
    public SallyportConfigBuilder corsMaxAge(Duration maxAge) {
        this.corsMaxAge = maxAge;
        return this;
    }

    /** Whether a page from the public network may reach this server in a private one. Default: false. */
    public SallyportConfigBuilder allowPrivateNetwork(boolean allow) {
        this.allowPrivateNetwork = allow;
        return this;
    }

    /** The providers by which people may sign in. Default: none. */
    public SallyportConfigBuilder providers(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        return this;
    }

    /** Whether a refusal carries a hint that names what to change. Default: false. */
    public SallyportConfigBuilder diagnostics(boolean diagnostics) {
        this.diagnostics = diagnostics;
        return this;
    }

    /** How messages call the settings. Default: by neutral names. */
    public SallyportConfigBuilder wording(Wording wording) {
        this.wording = wording;
        return this;
    }

    /**
     * The configuration.
     *
     * @throws InvalidConfigException naming every wrong value
     */
    public SallyportConfig build() {
        return new SallyportConfig(this);
    }
}
