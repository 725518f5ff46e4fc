package dev.sallyport;

import dev.sallyport.InvalidConfigException.Problem;
import dev.sallyport.SallyportConfig.AccessToken;
import dev.sallyport.SallyportConfig.CookieNames;
import dev.sallyport.SallyportConfig.Csrf;
import dev.sallyport.SallyportConfig.Origins;
import dev.sallyport.SallyportConfig.RefreshToken;
import dev.sallyport.SallyportConfig.Revocation;
import dev.sallyport.SallyportConfig.Transports;
import dev.sallyport.origin.Cors;
import dev.sallyport.origin.Forbidden;
import dev.sallyport.origin.OriginLinter;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.web.Origin;
import dev.sallyport.web.TrustedProxies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects everything that is wrong with a configuration, under the names of the properties that set it. */
final class ConfigCheck {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** No empty, {@code .} or {@code ..} segment, and nothing that means something in a pattern or an address. */
    private static final Pattern EXACT_PATH =
            Pattern.compile("/|(/(?!\\.{1,2}(/|$))[^/\\\\*?{}\\[\\]%;#\\s\\p{Cntrl}]+)+/?");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final String OF_THE_BROWSER = "browsers set this header themselves, and no script may: leave it out";

    /** Methods that browsers write in capitals, however the page does (Fetch standard section 2.2.1). */
    private static final Set<String> NORMALIZED = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

    private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(1);
    private static final Duration SHORTEST_LAG = Duration.ofMillis(100);
    private static final Duration LONGEST_LAG = Duration.ofMinutes(1);

    private final List<Problem> problems = new ArrayList<>();

    private ConfigCheck() {}

    static ConfigCheck of(String path, AccessToken access, RefreshToken refresh) {
        ConfigCheck check = new ConfigCheck();
        check.when(
                !PATH.matcher(path).matches(),
                "path",
                path,
                "must be an absolute path without a slash at the end, such as /auth");
        check.distinct("access-token.format", access.formats());
        check.accessToken(access.settings());
        check.refreshToken(refresh, access.settings().lifetime());
        return check;
    }

    ConfigCheck transports(Transports transports) {
        distinct("transports", transports.enabled());
        List<String> prefixes = transports.prefixes();
        distinct(
                "header.prefixes",
                prefixes.stream().map(prefix -> prefix.toLowerCase(Locale.ROOT)).toList());
        for (String prefix : prefixes) {
            when(
                    !TOKEN.matcher(prefix).matches(),
                    "header.prefixes",
                    prefix,
                    "must be one word, such as JWT or Bearer");
            when(
                    Challenges.opensDialog(prefix),
                    "header.prefixes",
                    prefix,
                    "browsers know this scheme, and open a dialog for a password where a refusal names it: write another word");
        }
        return this;
    }

    ConfigCheck revocation(Revocation revocation) {
        Duration maxLag = revocation.maxLag();
        when(
                maxLag.compareTo(SHORTEST_LAG) < 0 || maxLag.compareTo(LONGEST_LAG) > 0,
                "revocation.max-lag",
                maxLag,
                "must be between 100ms and 1m: each node asks the store four times in it");
        return this;
    }

    ConfigCheck cookies(CookieNames cookies, Csrf csrf) {
        cookieName("cookie.access-name", cookies.access(), cookies.secure());
        cookieName("cookie.refresh-name", cookies.refresh(), cookies.secure());
        cookieName("cookie.visitor-name", cookies.visitor(), cookies.secure());
        cookieName("cookie.device-name", cookies.device(), cookies.secure());
        cookieName("csrf.cookie-name", csrf.cookie(), cookies.secure());
        when(
                csrf.cookie().regionMatches(true, 0, "__Http-", 0, 7)
                        || csrf.cookie().regionMatches(true, 0, "__Host-Http-", 0, 12),
                "csrf.cookie-name",
                csrf.cookie(),
                "this prefix is for HttpOnly cookies and the page must read this one: use __Host- or no prefix");
        headerName("csrf.header-name", csrf.header());
        List<String> names =
                List.of(cookies.access(), cookies.refresh(), cookies.visitor(), cookies.device(), csrf.cookie());
        when(
                new HashSet<>(names).size() < names.size(),
                "cookie.*-name",
                String.join(", ", names),
                "every cookie needs a name of its own");
        return this;
    }

    /** Spelt as the application is asked for them: what is compared is a path that the container has decoded. */
    ConfigCheck anonymousPaths(Set<String> paths, String base) {
        for (String path : paths) {
            String property = "csrf.anonymous-paths";
            when(
                    !EXACT_PATH.matcher(path).matches(),
                    property,
                    path,
                    "must be one exact path as the application serves it, without pattern, query or encoding, such as "
                            + "/payment/return");
            when(
                    path.equals(base) || path.startsWith(base + "/") || path.startsWith("/.well-known/jwks.json"),
                    property,
                    path,
                    "the gate's own addresses know no exception: list a path of the application");
        }
        return this;
    }

    ConfigCheck origins(Origins origins, boolean secureCookies) {
        origins.own()
                .ifPresent(
                        own -> OriginLinter.problemWithOwn(own).ifPresent(reason -> add("public-origin", own, reason)));
        OriginLinter linter = new OriginLinter(origins.own(), secureCookies);
        origins.allowed()
                .forEach(entry ->
                        linter.problemWithEntry(entry).ifPresent(reason -> add("cors.allowed-origins", entry, reason)));
        origins.allowedPatterns()
                .forEach(pattern -> linter.problemWithPattern(pattern)
                        .ifPresent(reason -> add("cors.allowed-origin-patterns", pattern, reason)));
        origins.trustedProxies().forEach(this::proxy);
        cors(origins.cors());
        return this;
    }

    private void cors(Cors.Rules cors) {
        Duration maxAge = cors.maxAge();
        when(maxAge.isNegative(), "cors.max-age", maxAge, "must not be negative");
        tokens("cors.allowed-methods", cors.methods());
        for (String method : cors.methods()) {
            String upper = method.toUpperCase(Locale.ROOT);
            when(
                    Forbidden.method(method),
                    "cors.allowed-methods",
                    method,
                    "no browser lets script use it: leave it out");
            when(
                    NORMALIZED.contains(upper) && !method.equals(upper),
                    "cors.allowed-methods",
                    method,
                    "browsers send this method in capitals: write " + upper);
        }
        tokens("cors.allowed-headers", cors.headers());
        for (String header : cors.headers()) {
            when(Forbidden.requestHeader(header), "cors.allowed-headers", header, OF_THE_BROWSER);
        }
        tokens("cors.exposed-headers", cors.exposed());
        for (String exposed : cors.exposed()) {
            when(
                    Forbidden.responseHeader(exposed),
                    "cors.exposed-headers",
                    exposed,
                    "browsers never show it to script, and it holds the tokens: leave it out");
        }
    }

    /** Without a transport for them, all that a listed app could do is read what everybody may. */
    ConfigCheck apps(Origins origins, Transports transports) {
        origins.own()
                .filter(Origin::isOfApp)
                .ifPresent(own -> add("public-origin", own, "a server is reached by http or https: write that origin"));
        if (!transports.enabled().contains(Transport.HEADER)) {
            origins.allowed().stream()
                    .filter(Origin::isOfApp)
                    .forEach(app -> add(
                            "cors.allowed-origins",
                            app,
                            "an app's page is given no cookies: list header in sallyport.transports, too"));
        }
        return this;
    }

    void orThrow() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    private void accessToken(AccessTokens.Settings access) {
        when(access.issuer().isBlank(), "access-token.issuer", access.issuer(), "must not be blank");
        when(access.audience().isBlank(), "access-token.audience", access.audience(), "must not be blank");
        when(
                access.lifetime().compareTo(Duration.ofSeconds(1)) < 0,
                "access-token.lifetime",
                access.lifetime(),
                "must be at least one second, such as 5m");
        when(
                access.leeway().isNegative() || access.leeway().compareTo(LONGEST_LEEWAY) > 0,
                "access-token.leeway",
                access.leeway(),
                "must be between 0s and 60s: it lengthens every token's life");
    }

    private void refreshToken(RefreshToken refresh, Duration accessLifetime) {
        when(
                refresh.lifetime().compareTo(accessLifetime) < 0,
                "refresh-token.lifetime",
                refresh.lifetime(),
                "must not be shorter than access-token.lifetime, " + Problem.written(accessLifetime));
        Duration grace = refresh.rotation().grace();
        when(
                grace.isNegative() || grace.compareTo(Rotation.LONGEST_GRACE) > 0,
                "refresh-token.grace",
                grace,
                "must be between 0s and " + Rotation.LONGEST_GRACE.toSeconds()
                        + "s: for as long, a thief with the previous token goes unnoticed");
        refresh.rotation()
                .idle()
                .ifPresent(idle -> when(
                        idle.compareTo(accessLifetime) < 0,
                        "refresh-token.idle",
                        idle,
                        "must not be shorter than access-token.lifetime, " + Problem.written(accessLifetime)
                                + ": a page refreshes no more often than that"));
    }

    private void proxy(String entry) {
        try {
            TrustedProxies.of(List.of(entry));
        } catch (IllegalArgumentException e) {
            add("trusted-proxies", entry, String.valueOf(e.getMessage()));
        }
    }

    private void cookieName(String property, String name, boolean secure) {
        when(!TOKEN.matcher(name).matches(), property, name, "must be a cookie name: letters, digits and - _ only");
        when(
                !secure && name.startsWith("__"),
                property,
                name,
                "browsers refuse this prefix without Secure: set sallyport.cookie.secure=true or drop the prefix");
    }

    private void headerName(String property, String name) {
        when(!TOKEN.matcher(name).matches(), property, name, "must be a header name: letters, digits and - only");
        when(
                Set.of("content-type", "accept", "accept-language", "content-language", "range")
                        .contains(name.toLowerCase(Locale.ROOT)),
                property,
                name,
                "other sites may send this header without a preflight: choose a name of your own");
        when(Forbidden.requestHeader(name), property, name, OF_THE_BROWSER);
    }

    private void distinct(String property, List<?> values) {
        when(values.isEmpty(), property, "", "name at least one");
        when(new HashSet<>(values).size() < values.size(), property, list(values), "name each only once");
    }

    private static String list(List<?> values) {
        return values.stream()
                .map(value -> String.valueOf(value).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    private void tokens(String property, Collection<String> names) {
        for (String name : names) {
            when(
                    name.equals("*") || !TOKEN.matcher(name).matches(),
                    property,
                    name,
                    "list plain names; with credentials browsers take '*' literally");
        }
    }

    private void when(boolean wrong, String property, Object value, String reason) {
        if (wrong) {
            add(property, value, reason);
        }
    }

    private void add(String property, Object value, String reason) {
        problems.add(Problem.with("sallyport." + property, value, reason));
    }
}
