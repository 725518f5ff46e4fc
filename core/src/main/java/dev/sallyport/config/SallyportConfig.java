package dev.sallyport.config;

import dev.sallyport.origin.Cors;
import dev.sallyport.revocation.WhenStale;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Transport;
import dev.sallyport.social.Provider;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that can be configured, checked as a whole when it is made. */
public final class SallyportConfig {

    private final String path;
    private final Transports transports;
    private final AccessTokenSettings accessToken;
    private final RefreshTokenSettings refreshToken;
    private final Revocation revocation;
    private final Duration recentSignIn;
    private final CookieNames cookies;
    private final Csrf csrf;
    private final Origins origins;
    private final List<Provider> social;
    private final boolean diagnostics;
    private final Wording wording;

    /** Checks all values. */
    SallyportConfig(SallyportConfigBuilder chosen) {
        path = chosen.path;
        transports = new Transports(chosen.transports, chosen.headerPrefixes);
        accessToken = new AccessTokenSettings(
                chosen.accessTokenFormats,
                new AccessTokens.Settings(
                        chosen.accessTokenIssuer,
                        chosen.accessTokenAudience,
                        chosen.accessTokenLifetime,
                        chosen.accessTokenLeeway));
        refreshToken = new RefreshTokenSettings(
                chosen.refreshTokenLifetime, new Rotation(chosen.refreshTokenGrace, chosen.refreshTokenIdle));
        revocation = new Revocation(chosen.revocationMaxLag, chosen.revocationWhenStale);
        recentSignIn = chosen.recentSignIn;
        cookies = CookieNames.of(chosen);
        csrf = new Csrf(chosen.csrfCookieName, chosen.csrfHeaderName, chosen.anonymousPaths);
        origins = Origins.of(chosen, csrf, transports);
        social = chosen.providers;
        diagnostics = chosen.diagnostics;
        wording = chosen.wording;
        ConfigCheck.of(wording, path, accessToken, refreshToken)
                .revocation(revocation)
                .recentSignIn(recentSignIn)
                .transports(transports)
                .cookies(cookies, csrf)
                .anonymousPaths(csrf.anonymousPaths(), path)
                .origins(origins, cookies.secure())
                .apps(origins, transports)
                .orThrow();
    }

    /** A builder that begins with the secure defaults, for a server that browsers see under https. */
    public static SallyportConfigBuilder builder() {
        return new SallyportConfigBuilder();
    }

    /** The defaults: five minutes, seven days, thirty seconds of grace, no other origin. */
    public static SallyportConfig defaults(boolean https) {
        return builder().secureCookies(https).build();
    }

    /** Where the endpoints are. */
    public String path() {
        return path;
    }

    /** How tokens may travel. */
    public Transports transports() {
        return transports;
    }

    /** What access tokens say and how long they hold. */
    public AccessTokenSettings accessToken() {
        return accessToken;
    }

    /** How long a session lasts and how its tokens rotate. */
    public RefreshTokenSettings refreshToken() {
        return refreshToken;
    }

    /** How soon a session that another node ended is over here. */
    public Revocation revocation() {
        return revocation;
    }

    /** How long ago a caller may have signed in for what needs a recent sign-in, such as to link another way in. */
    public Duration recentSignIn() {
        return recentSignIn;
    }

    /** The HttpOnly cookies. */
    public CookieNames cookies() {
        return cookies;
    }

    /** The second door. */
    public Csrf csrf() {
        return csrf;
    }

    /** Which origins are trusted and what CORS lets the others do. */
    public Origins origins() {
        return origins;
    }

    /** The providers by which people may sign in. */
    public List<Provider> social() {
        return social;
    }

    /** Whether a refusal carries a hint that names what to change. */
    public boolean diagnostics() {
        return diagnostics;
    }

    /** How messages call the settings. */
    public Wording wording() {
        return wording;
    }

    /**
     * The ways tokens may travel.
     *
     * @param enabled those a sign-in may choose, the default first
     * @param prefixes the schemes that announce a token in the Authorization header; challenges name the first
     */
    public record Transports(List<Transport> enabled, List<String> prefixes) {

        /** Cookies only. The prefixes are known all the same, so that a token in the wrong place is refused, not overlooked. */
        public static final Transports DEFAULT = new Transports(List.of(Transport.COOKIE), List.of("JWT", "Bearer"));

        /** The prefixes in lower case: schemes are matched without regard to it (RFC 9110 section 11.1). */
        public Set<String> schemes() {
            return prefixes.stream()
                    .map(prefix -> prefix.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Whether some access token travels in the Authorization header. */
        public boolean useHeader() {
            return enabled.stream().anyMatch(transport -> !transport.keepsAccessInCookie());
        }
    }

    /** What an access token looks like. */
    public enum Format {
        /** A signed JWT, which is judged without reading a store. */
        JWT,
        /** A handle that is looked up in the store for each request: classic session authentication. */
        OPAQUE
    }

    /**
     * Access tokens.
     *
     * @param formats those that are accepted; the first is the one issued
     */
    public record AccessTokenSettings(List<Format> formats, AccessTokens.Settings settings) {}

    /** A session's length, absolute from the sign-in, and the rules of its rotation. */
    public record RefreshTokenSettings(Duration lifetime, Rotation rotation) {}

    /**
     * Sessions that other nodes end.
     *
     * @param maxLag how old a node's knowledge of them may be before it counts as stale; each node asks the store four times as
     *     often, and where the database calls revocations out it hears of them sooner
     */
    public record Revocation(Duration maxLag, WhenStale whenStale) {

        /** One second, and then the store is asked. */
        public static final Revocation DEFAULT = new Revocation(Duration.ofSeconds(1), WhenStale.CHECK_STORE);
    }

    /**
     * The HttpOnly cookies.
     *
     * @param secure whether they carry {@code Secure}; without it they are for development on plain http
     * @param sameSite of the access and refresh cookies; the visitor cookie is always Lax and the device cookie always Strict
     * @param device of the cookie by which a browser is known that has signed in before
     */
    public record CookieNames(
            boolean secure, SameSite sameSite, String access, String refresh, String visitor, String device) {

        /** All four names. */
        public List<String> all() {
            return List.of(access, refresh, visitor, device);
        }

        /** Those left to the default have the prefix that only a Secure, HttpOnly, host-only cookie may bear, or none [1]. */
        private static CookieNames of(SallyportConfigBuilder chosen) {
            String prefix = chosen.secureCookies ? "__Host-Http-" : "";
            return new CookieNames(
                    chosen.secureCookies,
                    chosen.cookieSameSite,
                    Objects.requireNonNullElse(chosen.accessCookieName, prefix + "access"),
                    Objects.requireNonNullElse(chosen.refreshCookieName, prefix + "refresh"),
                    Objects.requireNonNullElse(chosen.visitorCookieName, prefix + "visitor"),
                    Objects.requireNonNullElse(chosen.deviceCookieName, prefix + "device"));
        }
    }

    /**
     * The second door.
     *
     * @param cookie the readable cookie that brings the CSRF token to the page
     * @param header the header that brings it back
     * @param anonymousPaths paths of the application at which a request that another site caused is let in as nobody's
     */
    public record Csrf(String cookie, String header, Set<String> anonymousPaths) {

        /** What axios and Angular send unasked. */
        public static final Csrf DEFAULT = new Csrf("XSRF-TOKEN", "X-XSRF-TOKEN", Set.of());
    }

    /**
     * Origins, as configured.
     *
     * @param own the origin browsers see this server under; empty: the one that each request names by scheme and Host
     * @param allowed the origins that are trusted besides our own
     * @param allowedPatterns regular expressions for further such origins; each must match a whole one
     * @param trustedProxies addresses and CIDR blocks of the proxies whose forwarded fields are believed
     * @param cors what a preflight grants trusted origins
     */
    public record Origins(
            Optional<String> own,
            List<String> allowed,
            List<String> allowedPatterns,
            List<String> trustedProxies,
            Cors.Rules cors) {

        private static Origins of(SallyportConfigBuilder chosen, Csrf csrf, Transports transports) {
            Set<String> usual = transports.useHeader()
                    ? Set.of("Authorization", "Content-Type", csrf.header())
                    : Set.of("Content-Type", csrf.header());
            return new Origins(
                    chosen.publicOrigin,
                    chosen.allowedOrigins,
                    chosen.allowedOriginPatterns,
                    chosen.trustedProxies,
                    new Cors.Rules(
                            chosen.allowedMethods,
                            Objects.requireNonNullElse(chosen.allowedHeaders, usual),
                            chosen.exposedHeaders,
                            chosen.allowCredentials,
                            chosen.corsMaxAge,
                            chosen.allowPrivateNetwork));
        }
    }
}
