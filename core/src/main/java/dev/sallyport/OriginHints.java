package dev.sallyport;

import static dev.sallyport.Hints.quote;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.Setting;
import dev.sallyport.config.SettingNames;
import dev.sallyport.origin.Cors;
import dev.sallyport.origin.OriginLinter;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.web.Origin;
import dev.sallyport.web.Request;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hints about where a request came from. */
final class OriginHints {

    private final SallyportConfig config;
    private final TrustedOrigins trusted;
    private final OriginLinter linter;
    private final SettingNames names;

    OriginHints(SallyportConfig config, TrustedOrigins trusted) {
        this.config = config;
        this.trusted = trusted;
        this.names = new SettingNames(config.wording());
        this.linter = new OriginLinter(
                config.origins().own(), config.cookies().secure(), names.of(Setting.CORS_ALLOWED_ORIGIN_PATTERNS));
    }

    String crossSite(Request request) {
        if (request.isSafe()) {
            return "The browser sent Sec-Fetch-Site: " + quote(request.header("Sec-Fetch-Site"))
                    + ", so a page of another site led here; in a browser a page with a button is shown. A page of an origin in "
                    + names.of(Setting.CORS_ALLOWED_ORIGINS)
                    + " leads on at once where its Referrer-Policy lets its origin be told.";
        }
        return "The browser sent Sec-Fetch-Site: " + quote(request.header("Sec-Fetch-Site")) + " and "
                + originAndOwn(request) + " " + howToTrust(request.header("Origin")) + orNobodys(request);
    }

    String originNotAllowed(Request request) {
        String origin = request.header("Origin");
        Optional<String> written = valid(origin);
        if (written.isPresent() && host(written.get()).equals(host(request.ownOrigin()))) {
            return "The request came with " + originAndOwn(request) + " Only scheme or port differ, so a proxy is in "
                    + "between: set " + names.of(Setting.PUBLIC_ORIGIN) + "=" + written.get() + forwarded(request)
                    + ".";
        }
        return "The request came with " + originAndOwn(request) + " " + howToTrust(origin) + proxied(request)
                + orNobodys(request);
    }

    /** The gate's own addresses know no such exception. */
    private String orNobodys(Request request) {
        String path = request.path();
        return path.equals(config.path()) || path.startsWith(config.path() + "/")
                ? ""
                : " If any site may post here, as one does that sends a person back from paying, list this path in "
                        + names.of(Setting.CSRF_ANONYMOUS_PATHS) + ".";
    }

    /** Which of the three things that a preflight asks for was not granted. */
    String preflight(Request request) {
        String origin = request.header("Origin");
        Cors.Rules rules = config.origins().cors();
        if (!trusted.contains(origin)) {
            return "The preflight came with " + originAndOwn(request) + " " + howToTrust(origin);
        }
        String method = request.header("Access-Control-Request-Method");
        if (method != null && !rules.methods().contains(method)) {
            return "The preflight asks for the method " + quote(method) + ", which "
                    + names.of(Setting.CORS_ALLOWED_METHODS) + " does not list (capitals count).";
        }
        String header = firstForbidden(request.header("Access-Control-Request-Headers"), rules);
        if (!header.isEmpty()) {
            return "The preflight asks for the header " + quote(header) + ", which "
                    + names.of(Setting.CORS_ALLOWED_HEADERS) + " does not list.";
        }
        return "The preflight asks for more than the settings for CORS allow: too many headers or, with "
                + "Access-Control-Request-Private-Network, a server on a private network, which is for "
                + names.of(Setting.CORS_ALLOW_PRIVATE_NETWORK) + " to allow.";
    }

    private static String firstForbidden(@Nullable String asked, Cors.Rules rules) {
        return Stream.of(asked == null ? new String[0] : asked.split(",", 64))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && rules.headers().stream().noneMatch(name::equalsIgnoreCase))
                .findFirst()
                .orElse("");
    }

    private String originAndOwn(Request request) {
        String why = config.origins().own().isPresent()
                ? "as " + names.of(Setting.PUBLIC_ORIGIN) + " says"
                : "as the request's scheme and Host say";
        return "Origin: " + quote(request.header("Origin")) + ", and this server takes itself for "
                + quote(request.ownOrigin()) + ", " + why + ".";
    }

    private String howToTrust(@Nullable String origin) {
        if (origin == null) {
            return "A page's request names its Origin; list that in " + names.of(Setting.CORS_ALLOWED_ORIGINS)
                    + " if the page is yours.";
        }
        if (origin.equals("null")) {
            return "Sandboxed frames, files and some redirects send 'null'; serve the page from a host.";
        }
        if (Origin.isOfApp(origin)) {
            return "An app's origin is trusted where it is listed: if that app is yours, set "
                    + names.of(Setting.CORS_ALLOWED_ORIGINS) + "=" + origin + ", and header in "
                    + names.of(Setting.TRANSPORTS) + ".";
        }
        Optional<String> written = valid(origin);
        return written.flatMap(linter::problemWithEntry)
                .map(why -> "That origin cannot be listed: " + why + ".")
                .orElseGet(() -> "If that page is yours, set " + names.of(Setting.CORS_ALLOWED_ORIGINS) + "="
                        + written.orElse("its scheme, host and port") + ".");
    }

    private String proxied(Request request) {
        return forwardedFields(request).isEmpty()
                ? ""
                : " If a proxy is in between, set " + names.of(Setting.PUBLIC_ORIGIN) + " to what browsers see, or "
                        + names.of(Setting.TRUSTED_PROXIES) + ".";
    }

    private String forwarded(Request request) {
        return forwardedFields(request).isEmpty()
                ? ""
                : ", or have the proxy's headers believed by " + names.of(Setting.TRUSTED_PROXIES);
    }

    private static String forwardedFields(Request request) {
        return Stream.of("Forwarded", "X-Forwarded-Proto", "X-Forwarded-Host")
                .filter(name -> request.header(name) != null)
                .findFirst()
                .orElse("");
    }

    private static Optional<String> valid(@Nullable String origin) {
        try {
            return origin == null || origin.length() > 200
                    ? Optional.empty()
                    : Optional.of(Origin.parse(origin).text());
        } catch (IllegalArgumentException notWritable) {
            return Optional.empty();
        }
    }

    private static String host(String origin) {
        return origin.replaceFirst("^https?://", "").replaceFirst(":[0-9]+$", "");
    }
}
