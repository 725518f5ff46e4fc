package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.Setting;
import dev.sallyport.config.SettingNames;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.web.Authorization;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.Request;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says of a refusal what in this very request caused it and which property or header to change. For diagnostics: the words
 * name settings. They hold no value of a cookie, a token or the Authorization header, and what else of the request they
 * quote is cut short and printable.
 */
final class Hints {

    private static final int LONGEST_QUOTE = 80;

    /** Where pages of well-known frameworks put their CSRF token. */
    private static final List<String> USUAL_CSRF_HEADERS = List.of("X-XSRF-TOKEN", "X-CSRF-TOKEN", "X-CSRFToken");

    private static final String SESSION_REVOKED =
            "The session was ended by a sign-out, by another device, or because its "
                    + "user is gone or a refresh token came twice; the server's log says which. Sign in again.";

    private final SallyportConfig config;
    private final OriginHints origins;
    private final SocialHints social;
    private final SettingNames names;

    Hints(SallyportConfig config, TrustedOrigins trusted) {
        this.config = config;
        this.names = new SettingNames(config.wording());
        this.origins = new OriginHints(config, trusted);
        this.social = new SocialHints(config, names);
    }

    /** A sentence or two for whoever configures the server. */
    String hint(Refusal refusal, Request request) {
        if (isOfAProvider(refusal, request)) {
            return social.tokenRejected();
        }
        return config.wording().hint(refusal.code()).orElseGet(() -> own(refusal, request));
    }

    private String own(Refusal refusal, Request request) {
        return switch (refusal) {
            case CSRF_MISSING -> csrfMissing(request);
            case CSRF_MISMATCH -> csrfMismatch(request);
            case CROSS_SITE -> origins.crossSite(request);
            case ORIGIN_NOT_ALLOWED ->
                request.isPreflight() ? origins.preflight(request) : origins.originNotAllowed(request);
            case ACCESS_MISSING -> accessMissing(request);
            case ACCESS_EXPIRED -> accessExpired() + overlooked(request);
            case ACCESS_INVALID -> accessInvalid() + overlooked(request);
            case SESSION_REVOKED -> SESSION_REVOKED;
            case CREDENTIALS_REJECTED -> "Accounts knows nobody with this name and password who may sign in.";
            case TOKEN_NOT_FOR_US,
                    INSUFFICIENT_USER_AUTHENTICATION,
                    STATE_MISMATCH,
                    STATE_EXPIRED,
                    ACCESS_DENIED,
                    REGISTRATION_CLOSED,
                    ACCOUNT_EXISTS,
                    IDENTITY_TAKEN,
                    LAST_WAY_IN,
                    PROVIDER_MISCONFIGURED,
                    PROVIDER_UNAVAILABLE -> social.hint(refusal);
            case ACCESS_TOKEN_TOO_LARGE ->
                "Accounts gave this user more or longer roles than 4096 bytes hold, which is what browsers keep of a cookie: "
                        + "give fewer or shorter ones, or set " + names.of(Setting.ACCESS_TOKEN_FORMAT) + "=opaque.";
            case SERVER_BUSY ->
                "The waiting line is full, or this network's share of it. See " + names.of(Setting.TRUSTED_PROXIES)
                        + ".";
            case TOO_MANY_ATTEMPTS -> tooManyAttempts();
            case REFRESH_MISSING -> missing(config.cookies().refresh(), "", request);
            case REFRESH_UNKNOWN ->
                "The refresh token is none that this server made, or its session is long over. Sessions in memory end with a "
                        + "restart, and other nodes need the same store.";
            case REFRESH_EXPIRED -> refreshExpired();
            case REFRESH_REUSED -> refreshReused();
            case DUPLICATE_COOKIE -> duplicateCookie(request);
            case MALFORMED_REQUEST -> malformed(request);
            case TRANSPORT_NOT_ENABLED -> transportNotEnabled();
            case FORBIDDEN ->
                "A rule of the application asks for a role that this user lacks; Accounts says who has which.";
            case NOT_FOUND ->
                "The gate's own addresses begin with " + config.path() + ", which is " + names.of(Setting.PATH) + ".";
            case METHOD_NOT_ALLOWED ->
                "The method was " + quote(request.method()) + "; the header Allow lists those to use.";
            case NOT_ACCEPTABLE -> "Send Accept: application/json, or none.";
            case REQUEST_TIMEOUT -> "All of a body has to arrive in time; a proxy that buffers it may help.";
            case PAYLOAD_TOO_LARGE -> "The gate's own addresses take short bodies only.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "The header Content-Type was " + quote(request.header("Content-Type"))
                        + ". Send JSON, with Content-Type: application/json.";
            case INTERNAL_ERROR -> "The server's log has the cause, beside this request's path and the present time.";
            case STORE_UNAVAILABLE -> "The store did not answer: see the server's log.";
        };
    }

    /** What a request held, short enough and plain enough to be shown to anyone. */
    static String quote(@Nullable String text) {
        if (text == null) {
            return "absent";
        }
        String plain = text.replaceAll("[^\\x20-\\x7E]", "?");
        return "'" + (plain.length() > LONGEST_QUOTE ? plain.substring(0, LONGEST_QUOTE) + "..." : plain) + "'";
    }

    private String csrfMissing(Request request) {
        String header = config.csrf().header();
        String other = USUAL_CSRF_HEADERS.stream()
                .filter(name -> !name.equalsIgnoreCase(header) && request.header(name) != null)
                .findFirst()
                .map(name -> " The request has " + name + " instead: send the other, or set "
                        + names.of(Setting.CSRF_HEADER_NAME) + "=" + name + ".")
                .orElse("");
        return "The header " + header + " did not come." + other + planted(request) + " Copy it from the cookie "
                + config.csrf().cookie() + " or, where script cannot read that, from csrf.token in the answer of GET "
                + config.path() + "/session.";
    }

    private String csrfMismatch(Request request) {
        if (namesThatCame(request).isEmpty()) {
            return "No cookie of ours came along, so there is nothing that the token could belong to. "
                    + whyNoCookie(request);
        }
        String planted = planted(request);
        if (!planted.isEmpty()) {
            return "The token in " + config.csrf().header() + " is not ours or not of this session." + planted;
        }
        return "The token in " + config.csrf().header()
                + " was made for another session or visitor. It changes at every "
                + "sign-in and sign-out: read it anew for each request, from the cookie "
                + config.csrf().cookie() + " or from GET " + config.path() + "/session.";
    }

    private boolean isOfAProvider(Refusal refusal, Request request) {
        return refusal == Refusal.CREDENTIALS_REJECTED && request.path().startsWith(config.path() + "/social/");
    }

    private String tooManyAttempts() {
        return "Retry-After says how many seconds to wait. Behind a proxy all people seem to have one address and share one "
                + "allowance: see " + names.of(Setting.TRUSTED_PROXIES) + ".";
    }

    private String accessInvalid() {
        return "This server did not make the access token, or not with its present key, "
                + names.of(Setting.ACCESS_TOKEN_ISSUER) + " and "
                + sibling(Setting.ACCESS_TOKEN_ISSUER, Setting.ACCESS_TOKEN_AUDIENCE)
                + "; or it came in another place than its transport's. Sign in again.";
    }

    /** Script reads cookies in an order that whoever sets one chooses. */
    private String planted(Request request) {
        String name = config.csrf().cookie();
        if (Cookies.read(request.headers().lines("Cookie"), List.of(name)).duplicate() == null) {
            return "";
        }
        String remedy = config.cookies().secure() && !name.startsWith("__Host-")
                ? "call it __Host-" + name + " by " + names.of(Setting.CSRF_COOKIE_NAME)
                        + ", which no other host can set"
                : "give ours a name of its own by " + names.of(Setting.CSRF_COOKIE_NAME);
        return " The cookie " + name
                + " came twice: a host on a parent domain set one too, and script that takes the first "
                + "may take that one. Take csrf.token of GET " + config.path()
                + "/session instead, as @sallyport/client does, or " + remedy + ".";
    }

    private String accessMissing(Request request) {
        String authorization = request.header("Authorization") == null
                ? ""
                : " The Authorization header begins with none of " + names.of(Setting.HEADER_PREFIXES) + ", "
                        + String.join(", ", config.transports().prefixes()) + ".";
        return missing(config.cookies().access(), authorization, request);
    }

    private String missing(String cookie, String besides, Request request) {
        return "The cookie " + cookie + " did not come." + besides + " If somebody did sign in: "
                + whyNoCookie(request);
    }

    /** A library may attach a token of its own to all requests, unknown to whoever looks at the cookies. */
    private String overlooked(Request request) {
        boolean isByHeader = Authorization.read(
                        request.headers(), config.transports().schemes())
                .isPresent();
        return isByHeader && !namesThatCame(request).isEmpty()
                ? " Cookies of ours came, too, but a request with an Authorization header is judged by that alone: "
                        + "leave it off, if it is not meant for this server."
                : "";
    }

    private String sibling(Setting named, Setting setting) {
        return "." + names.beside(named, setting);
    }

    private String whyNoCookie(Request request) {
        String site = Objects.requireNonNullElse(request.header("Sec-Fetch-Site"), "");
        if (site.equals("cross-site")) {
            return "The page is on another site, where browsers send no SameSite cookies: serve page and API under one "
                    + "site, or see " + names.of(Setting.TRANSPORTS) + " for tokens without cookies.";
        }
        if (site.equals("same-site")) {
            return "The page is on another origin: its fetch needs credentials: \"include\".";
        }
        if (config.cookies().secure() && !request.ownOrigin().startsWith("https:")) {
            return "Browsers keep Secure cookies from plain http, other than on localhost: use https, or for development "
                    + names.of(Setting.COOKIE_SECURE) + "=false.";
        }
        return "It was on another host name (localhost is not 127.0.0.1), or its cookies were cleared; " + config.path()
                + "/doctor tries it out.";
    }

    private String accessExpired() {
        return "An access token holds for " + names.of(Setting.ACCESS_TOKEN_LIFETIME) + ". Send POST " + config.path()
                + "/refresh and then this request again, as @sallyport/client does.";
    }

    private String refreshExpired() {
        return "A session lasts for " + names.of(Setting.REFRESH_TOKEN_LIFETIME)
                + " from its sign-in, and without a refresh for " + names.of(Setting.REFRESH_TOKEN_IDLE)
                + ". Sign in again.";
    }

    private String refreshReused() {
        return "Two parties hold this token, or one did not keep the newer token it was given more than "
                + config.refreshToken().rotation().grace().toSeconds()
                + " seconds ago (" + names.of(Setting.REFRESH_TOKEN_GRACE)
                + "). Always keep the token of the last answer.";
    }

    private String duplicateCookie(Request request) {
        String name = Objects.requireNonNullElse(
                Cookies.read(request.headers().lines("Cookie"), config.cookies().all())
                        .duplicate(),
                "of ours");
        return "The cookie " + name
                + " came twice: another application on this host (ports share cookies) or on a parent "
                + "domain sets one too. Clear this site's cookies, and choose other names by "
                + names.of(Setting.COOKIE_ACCESS_NAME) + ", "
                + sibling(Setting.COOKIE_ACCESS_NAME, Setting.COOKIE_REFRESH_NAME) + ", "
                + sibling(Setting.COOKIE_ACCESS_NAME, Setting.COOKIE_VISITOR_NAME) + " and "
                + sibling(Setting.COOKIE_ACCESS_NAME, Setting.COOKIE_DEVICE_NAME) + ".";
    }

    private String malformed(Request request) {
        return request.header("Authorization") == null
                ? "The member detail says what is wrong with the request."
                : "If it is the Authorization header: send one, as in Authorization: "
                        + config.transports().prefixes().get(0) + " <token>.";
    }

    private String transportNotEnabled() {
        String enabled = config.transports().enabled().stream()
                .map(transport -> transport.text())
                .collect(Collectors.joining(","));
        return names.of(Setting.TRANSPORTS) + " is " + enabled
                + ". A sign-in may name one of these, and a refresh must bring its "
                + "token the way its session began.";
    }

    private Set<String> namesThatCame(Request request) {
        // What makes a browser known binds no token.
        return Stream.of(
                        config.cookies().access(),
                        config.cookies().refresh(),
                        config.cookies().visitor())
                .filter(name -> Cookies.read(request.headers().lines("Cookie"), List.of(name))
                                .value(name)
                        != null)
                .collect(Collectors.toUnmodifiableSet());
    }
}
