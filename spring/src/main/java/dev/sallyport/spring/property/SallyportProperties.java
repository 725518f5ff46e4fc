package dev.sallyport.spring.property;

import dev.sallyport.config.SallyportConfig.Format;
import dev.sallyport.revocation.WhenStale;
import dev.sallyport.session.Transport;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties that begin with {@code sallyport}.
 *
 * @param path where the endpoints are
 * @param publicOrigin the origin that browsers see, such as https://app.example.com; without it, what each request's scheme
 *     and Host header say
 * @param trustedProxies addresses and CIDR blocks of the proxies whose Forwarded and X-Forwarded-* fields are believed
 * @param transports how tokens may travel, the default first: cookie, memory, header
 * @param recentSignIn how long ago a caller may have signed in for what needs a recent sign-in, 1m to 1d
 * @param social the providers by which people may sign in, each under an id of its own
 * @param store where sessions are kept: auto (the DataSource if there is one), jdbc or memory
 * @param schema who makes the tables: auto (Flyway if it is there, or else Sallyport itself), validate (somebody else, and a
 *     start without them fails) or none (somebody else, and nobody looks)
 * @param signIn signing in with a password
 * @param audit what of security events is kept in the database
 * @param diagnostics whether refusals say what to change and the doctor page is served
 */
@ConfigurationProperties("sallyport")
public record SallyportProperties(
        @DefaultValue("/auth") String path,
        @Nullable String publicOrigin,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("cookie") List<Transport> transports,
        @DefaultValue Header header,
        @DefaultValue AccessToken accessToken,
        @DefaultValue RefreshToken refreshToken,
        @DefaultValue Revocation revocation,
        @DefaultValue("10m") Duration recentSignIn,
        @DefaultValue Cookie cookie,
        @DefaultValue Csrf csrf,
        @DefaultValue Cors cors,
        @DefaultValue Keys keys,
        @DefaultValue Map<String, Map<String, String>> social,
        @DefaultValue Store store,
        @DefaultValue("auto") Schema schema,
        @DefaultValue SignIn signIn,
        @DefaultValue Audit audit,
        @DefaultValue("false") boolean diagnostics) {

    /**
     * The Authorization header.
     *
     * @param prefixes the words before a token in the Authorization header, in any case; challenges name the first
     */
    record Header(@DefaultValue({"JWT", "Bearer"}) List<String> prefixes) {}

    /**
     * Access tokens.
     *
     * @param format what access tokens are: jwt or opaque, or both; the first is issued, all are accepted
     * @param algorithm what signs it: HS256, RS256, ES256 or Ed25519
     * @param lifetime how long an access token holds, such as 5m
     * @param issuer the claim iss of access tokens
     * @param audience the claim aud of access tokens
     * @param leeway how far the clock of another node may be off, up to 60s
     */
    record AccessToken(
            @DefaultValue("jwt") List<Format> format,
            @DefaultValue("HS256") String algorithm,
            @DefaultValue("5m") Duration lifetime,
            @DefaultValue("sallyport") String issuer,
            @DefaultValue("sallyport") String audience,
            @DefaultValue("0s") Duration leeway) {}

    /**
     * Sessions and their refresh tokens.
     *
     * @param lifetime how long a session lasts from its sign-in, whatever happens
     * @param idle how long it lasts without a refresh; unlimited by default
     * @param grace how long the previous token still earns the same successor, 0s to 300s
     */
    record RefreshToken(
            @DefaultValue("7d") Duration lifetime,
            @Nullable Duration idle,
            @DefaultValue("30s") Duration grace) {}

    /**
     * Sessions that other nodes end.
     *
     * @param maxLag how late a node may hear that another one ended a session, 100ms to 1m
     * @param whenStale what a node does that has not heard for longer: check-store asks the store about each session and, where
     *     that is away, admits; admit lets access tokens live out their minutes; refuse answers 503
     */
    record Revocation(
            @DefaultValue("1s") Duration maxLag,
            @DefaultValue("check-store") WhenStale whenStale) {}

    /**
     * The HttpOnly cookies.
     *
     * @param secure whether they carry Secure and the __Host-Http- prefix; by default, whether the public origin or the
     *     server itself is https or proxies are trusted
     * @param sameSite SameSite of the access and refresh cookies: strict or lax
     * @param domain not to be set: a cookie with a Domain goes to every host under it, and any of them may plant one
     * @param accessName name of the access cookie; by default __Host-Http-access, or access on plain http
     * @param refreshName name of the refresh cookie; by default __Host-Http-refresh, or refresh on plain http
     * @param visitorName name of the pre-session cookie; by default __Host-Http-visitor, or visitor on plain http
     * @param deviceName name of the cookie of a browser that signed in before; by default __Host-Http-device, or device on
     *     plain http
     */
    record Cookie(
            @Nullable Boolean secure,
            @DefaultValue("strict") SameSite sameSite,
            @Nullable String domain,
            @Nullable String accessName,
            @Nullable String refreshName,
            @Nullable String visitorName,
            @Nullable String deviceName) {}

    /**
     * The CSRF token.
     *
     * @param cookieName the cookie that brings the CSRF token to the page
     * @param headerName the header that brings the CSRF token back
     * @param anonymousPaths exact paths of the application at which a request from another site is let in as nobody's, such as
     *     /payment/return
     */
    record Csrf(
            @DefaultValue("XSRF-TOKEN") String cookieName,
            @DefaultValue("X-XSRF-TOKEN") String headerName,
            @DefaultValue List<String> anonymousPaths) {}

    /**
     * Pages of other origins. CORS is off until an origin or a pattern is listed.
     *
     * @param allowedOrigins exact origins whose pages may act here, such as https://app.example.com; without one, CORS is off
     * @param allowedOriginPatterns regular expressions that match whole origins, such as
     *     https://[a-z0-9-]+\.preview\.example\.com
     * @param allowedMethods the methods that a preflight may ask for
     * @param allowedHeaders the header fields that a preflight may ask for; by default Content-Type, the CSRF header and, where
     *     a transport uses it, Authorization
     * @param exposedHeaders which of the answer's headers script may read; by default none
     * @param allowCredentials whether cookies may come along
     * @param maxAge how long browsers may remember a preflight's answer
     * @param allowPrivateNetwork whether pages from the public network may reach this server in a private one
     */
    record Cors(
            @DefaultValue List<String> allowedOrigins,
            @DefaultValue List<String> allowedOriginPatterns,

            @DefaultValue({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
            List<String> allowedMethods,

            @Nullable List<String> allowedHeaders,
            @DefaultValue List<String> exposedHeaders,
            @DefaultValue("true") boolean allowCredentials,
            @DefaultValue("30m") Duration maxAge,
            @DefaultValue("false") boolean allowPrivateNetwork) {}

    /**
     * The keys.
     *
     * @param source where the keys that sign access tokens come from: generated, pem or jwk-set
     * @param location the file of keys for pem and jwk-set: a path, file:... or classpath:...
     * @param rotation how long a generated key signs before the next is made
     * @param encryptionKey what stored keys are encrypted with, 32 random bytes in base64 or hex; better given as the
     *     environment variable SALLYPORT_KEYS_ENCRYPTION_KEY
     * @param encryptionKeyFile the file that it is in instead, made at the first start if it is missing
     */
    record Keys(
            @DefaultValue("generated") Source source,
            @Nullable String location,
            @DefaultValue("30d") Duration rotation,
            @Nullable String encryptionKey,
            @Nullable String encryptionKeyFile) {

        enum Source {
            GENERATED,
            PEM,
            JWK_SET
        }

        /** All but the encryption key. */
        @Override
        public String toString() {
            return "Keys from " + source;
        }
    }

    /**
     * The session store.
     *
     * @param type where sessions are kept: auto (the DataSource if there is one), jdbc or memory
     * @param schema the schema that the tables are in; by default that of the connection
     * @param tablePrefix what the names of the tables begin with
     */
    public record Store(
            @DefaultValue("auto") Type type,
            @Nullable String schema,
            @DefaultValue("sallyport_") String tablePrefix) {

        public enum Type {
            AUTO,
            JDBC,
            MEMORY
        }
    }

    /** Who makes the tables. */
    public enum Schema {
        AUTO,
        VALIDATE,
        NONE
    }

    /**
     * Signing in with a password.
     *
     * @param atOnce how many passwords are judged at a time, those of others waiting in line; by default, one for each
     *     processor
     */
    public record SignIn(@Nullable Integer atOnce) {

        public int turns() {
            return atOnce == null ? Runtime.getRuntime().availableProcessors() : atOnce;
        }
    }

    /**
     * The table of security events.
     *
     * @param retention how long security events are kept in the database; 0s keeps none
     * @param frequentRows how many rows of each frequent kind are kept of them that name a user, and as many that name nobody;
     *     older ones are forgotten before their time
     */
    public record Audit(
            @DefaultValue("90d") Duration retention,
            @DefaultValue("250000") int frequentRows) {

        public boolean isOff() {
            return retention.isZero();
        }
    }
}
