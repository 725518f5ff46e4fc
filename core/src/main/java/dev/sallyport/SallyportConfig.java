package dev.sallyport;

import dev.sallyport.origin.Cors;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Transport;
import dev.sallyport.social.Provider;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that can be configured, checked as a whole when it is made.
 *
 * @param path where the endpoints are
 * @param transports how tokens may travel
 * @param accessToken what access tokens say and how long they hold
 * @param refreshToken how long a session lasts and how its tokens rotate
 * @param revocation how soon a session that another node ended is over here
 * @param origins which origins are trusted and what CORS lets the others do
 * @param social the providers by which people may sign in
 * @param diagnostics whether a refusal carries a hint that names what to change
 */
public record SallyportConfig(
        String path,
        Transports transports,
        AccessToken accessToken,
        RefreshToken refreshToken,
        Revocation revocation,
        CookieNames cookies,
        Csrf csrf,
        Origins origins,
        List<Provider> social,
        boolean diagnostics) {

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
        Set<String> schemes() {
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
    public record AccessToken(List<Format> formats, AccessTokens.Settings settings) {}

    /** A session's length, absolute from the sign-in, and the rules of its rotation. */
    public record RefreshToken(Duration lifetime, Rotation rotation) {}

    /** What becomes of an access token while it cannot be told, from memory alone, whether its session was ended elsewhere. */
    public enum WhenStale {
        /** It is admitted: at worst it lives out its minutes. */
        ADMIT,
        /** The store is asked for its session. A store that is away itself lets it pass, as {@link #ADMIT} does. */
        CHECK_STORE,
        /** It is answered 503 until this node hears again. */
        REFUSE
    }

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
        List<String> all() {
            return List.of(access, refresh, visitor, device);
        }

        /** The default names: with the prefix that only a Secure, HttpOnly, host-only cookie may bear, or bare [1]. */
        public static CookieNames defaults(boolean secure) {
            String prefix = secure ? "__Host-Http-" : "";
            return new CookieNames(
                    secure,
                    SameSite.STRICT,
                    prefix + "access",
                    prefix + "refresh",
                    prefix + "visitor",
                    prefix + "device");
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

        /** No other site's request is let in. */
        public Csrf(String cookie, String header) {
            this(cookie, header, Set.of());
        }

        /** What axios and Angular send unasked. */
        public static final Csrf DEFAULT = new Csrf("XSRF-TOKEN", "X-XSRF-TOKEN");
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

        /** Credentials, the usual methods, and the header fields that a JSON request with a CSRF or access token needs. */
        public static Cors.Rules rulesFor(Csrf csrf, Transports transports) {
            return new Cors.Rules(
                    Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
                    transports.useHeader()
                            ? Set.of("Authorization", "Content-Type", csrf.header())
                            : Set.of("Content-Type", csrf.header()),
                    Set.of(),
                    true,
                    Duration.ofMinutes(30),
                    false);
        }
    }

    /**
     * Checks all values.
     *
     * @throws InvalidConfigException naming every wrong one
     */
    public SallyportConfig {
        ConfigCheck.of(path, accessToken, refreshToken)
                .revocation(revocation)
                .transports(transports)
                .cookies(cookies, csrf)
                .anonymousPaths(csrf.anonymousPaths(), path)
                .origins(origins, cookies.secure())
                .apps(origins, transports)
                .orThrow();
    }

    /** The defaults: five minutes, seven days, thirty seconds of grace, no other origin. */
    public static SallyportConfig defaults(boolean https) {
        return new SallyportConfig(
                "/auth",
                Transports.DEFAULT,
                new AccessToken(
                        List.of(Format.JWT),
                        new AccessTokens.Settings("sallyport", "sallyport", Duration.ofMinutes(5), Duration.ZERO)),
                new RefreshToken(Duration.ofDays(7), new Rotation(Duration.ofSeconds(30), Optional.empty())),
                Revocation.DEFAULT,
                CookieNames.defaults(https),
                Csrf.DEFAULT,
                new Origins(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Origins.rulesFor(Csrf.DEFAULT, Transports.DEFAULT)),
                List.of(),
                false);
    }
}
