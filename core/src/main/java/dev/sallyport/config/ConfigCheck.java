package dev.sallyport.config;

import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import dev.sallyport.config.SallyportConfig.AccessTokenSettings;
import dev.sallyport.config.SallyportConfig.CookieNames;
import dev.sallyport.config.SallyportConfig.Csrf;
import dev.sallyport.config.SallyportConfig.Origins;
import dev.sallyport.config.SallyportConfig.RefreshTokenSettings;
import dev.sallyport.config.SallyportConfig.Revocation;
import dev.sallyport.config.SallyportConfig.Transports;
import dev.sallyport.origin.OriginLinter;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.web.Origin;
import dev.sallyport.web.TrustedProxies;
import java.time.Duration;
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

    private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(1);
    private static final Duration SHORTEST_LAG = Duration.ofMillis(100);
    private static final Duration LONGEST_LAG = Duration.ofMinutes(1);
    private static final Duration SHORTEST_RECENT = Duration.ofMinutes(1);
    private static final Duration LONGEST_RECENT = Duration.ofDays(1);

    private final SettingNames names;
    private final InvalidProperties problems;
    private final FieldCheck fields;

    private ConfigCheck(SettingNames names) {
        this.names = names;
        this.problems = new InvalidProperties(names);
        this.fields = new FieldCheck(problems, names);
    }

    static ConfigCheck of(Wording wording, String path, AccessTokenSettings access, RefreshTokenSettings refresh) {
        ConfigCheck check = new ConfigCheck(new SettingNames(wording));
        check.problems.when(
                !PATH.matcher(path).matches(),
                Setting.PATH,
                path,
                "must be an absolute path without a slash at the end, such as /auth");
        check.distinct(Setting.ACCESS_TOKEN_FORMAT, access.formats());
        check.accessToken(access.settings());
        check.refreshToken(refresh, access.settings().lifetime());
        return check;
    }

    ConfigCheck transports(Transports transports) {
        distinct(Setting.TRANSPORTS, transports.enabled());
        List<String> prefixes = transports.prefixes();
        distinct(
                Setting.HEADER_PREFIXES,
                prefixes.stream().map(prefix -> prefix.toLowerCase(Locale.ROOT)).toList());
        for (String prefix : prefixes) {
            problems.when(
                    !FieldCheck.isToken(prefix),
                    Setting.HEADER_PREFIXES,
                    prefix,
                    "must be one word, such as JWT or Bearer");
            problems.when(
                    DialogSchemes.include(prefix),
                    Setting.HEADER_PREFIXES,
                    prefix,
                    "browsers know this scheme, and open a dialog for a password where a refusal names it: write another word");
        }
        return this;
    }

    ConfigCheck revocation(Revocation revocation) {
        Duration maxLag = revocation.maxLag();
        problems.when(
                maxLag.compareTo(SHORTEST_LAG) < 0 || maxLag.compareTo(LONGEST_LAG) > 0,
                Setting.REVOCATION_MAX_LAG,
                maxLag,
                "must be between 100ms and 1m: each node asks the store four times in it");
        return this;
    }

    /** A shorter one would be over before the form is filled in that follows. */
    ConfigCheck recentSignIn(Duration longest) {
        problems.when(
                longest.compareTo(SHORTEST_RECENT) < 0 || longest.compareTo(LONGEST_RECENT) > 0,
                Setting.RECENT_SIGN_IN,
                longest,
                "must be between 1m and 1d");
        return this;
    }

    ConfigCheck cookies(CookieNames cookies, Csrf csrf) {
        fields.cookieName(Setting.COOKIE_ACCESS_NAME, cookies.access(), cookies.secure());
        fields.cookieName(Setting.COOKIE_REFRESH_NAME, cookies.refresh(), cookies.secure());
        fields.cookieName(Setting.COOKIE_VISITOR_NAME, cookies.visitor(), cookies.secure());
        fields.cookieName(Setting.COOKIE_DEVICE_NAME, cookies.device(), cookies.secure());
        fields.cookieName(Setting.CSRF_COOKIE_NAME, csrf.cookie(), cookies.secure());
        problems.when(
                csrf.cookie().regionMatches(true, 0, "__Http-", 0, 7)
                        || csrf.cookie().regionMatches(true, 0, "__Host-Http-", 0, 12),
                Setting.CSRF_COOKIE_NAME,
                csrf.cookie(),
                "this prefix is for HttpOnly cookies and the page must read this one: use __Host- or no prefix");
        fields.headerName(Setting.CSRF_HEADER_NAME, csrf.header());
        List<String> names =
                List.of(cookies.access(), cookies.refresh(), cookies.visitor(), cookies.device(), csrf.cookie());
        problems.when(
                new HashSet<>(names).size() < names.size(),
                Setting.COOKIE_NAMES,
                String.join(", ", names),
                "every cookie needs a name of its own");
        return this;
    }

    /** Spelt as the application is asked for them: what is compared is a path that the container has decoded. */
    ConfigCheck anonymousPaths(Set<String> paths, String base) {
        for (String path : paths) {
            Setting setting = Setting.CSRF_ANONYMOUS_PATHS;
            problems.when(
                    !EXACT_PATH.matcher(path).matches(),
                    setting,
                    path,
                    "must be one exact path as the application serves it, without pattern, query or encoding, such as "
                            + "/payment/return");
            problems.when(
                    path.equals(base) || path.startsWith(base + "/") || path.startsWith("/.well-known/jwks.json"),
                    setting,
                    path,
                    "the gate's own addresses know no exception: list a path of the application");
        }
        return this;
    }

    ConfigCheck origins(Origins origins, boolean secureCookies) {
        origins.own()
                .ifPresent(own -> OriginLinter.problemWithOwn(own)
                        .ifPresent(reason -> problems.add(Setting.PUBLIC_ORIGIN, own, reason)));
        OriginLinter linter =
                new OriginLinter(origins.own(), secureCookies, names.of(Setting.CORS_ALLOWED_ORIGIN_PATTERNS));
        origins.allowed()
                .forEach(entry -> linter.problemWithEntry(entry)
                        .ifPresent(reason -> problems.add(Setting.CORS_ALLOWED_ORIGINS, entry, reason)));
        origins.allowedPatterns()
                .forEach(pattern -> linter.problemWithPattern(pattern)
                        .ifPresent(reason -> problems.add(Setting.CORS_ALLOWED_ORIGIN_PATTERNS, pattern, reason)));
        origins.trustedProxies().forEach(this::proxy);
        fields.cors(origins.cors());
        return this;
    }

    /** Without a transport for them, all that a listed app could do is read what everybody may. */
    ConfigCheck apps(Origins origins, Transports transports) {
        origins.own()
                .filter(Origin::isOfApp)
                .ifPresent(own -> problems.add(
                        Setting.PUBLIC_ORIGIN, own, "a server is reached by http or https: write that origin"));
        if (!transports.enabled().contains(Transport.HEADER)) {
            origins.allowed().stream()
                    .filter(Origin::isOfApp)
                    .forEach(app -> problems.add(
                            Setting.CORS_ALLOWED_ORIGINS,
                            app,
                            "an app's page is given no cookies: list header in " + names.of(Setting.TRANSPORTS)
                                    + ", too"));
        }
        return this;
    }

    void orThrow() {
        problems.orThrow();
    }

    private void accessToken(AccessTokens.Settings access) {
        problems.when(access.issuer().isBlank(), Setting.ACCESS_TOKEN_ISSUER, access.issuer(), "must not be blank");
        problems.when(
                access.audience().isBlank(), Setting.ACCESS_TOKEN_AUDIENCE, access.audience(), "must not be blank");
        problems.when(
                access.lifetime().compareTo(Duration.ofSeconds(1)) < 0,
                Setting.ACCESS_TOKEN_LIFETIME,
                access.lifetime(),
                "must be at least one second, such as 5m");
        problems.when(
                access.leeway().isNegative() || access.leeway().compareTo(LONGEST_LEEWAY) > 0,
                Setting.ACCESS_TOKEN_LEEWAY,
                access.leeway(),
                "must be between 0s and 60s: it lengthens every token's life");
    }

    private void refreshToken(RefreshTokenSettings refresh, Duration accessLifetime) {
        problems.when(
                refresh.lifetime().compareTo(accessLifetime) < 0,
                Setting.REFRESH_TOKEN_LIFETIME,
                refresh.lifetime(),
                "must not be shorter than "
                        + names.beside(Setting.REFRESH_TOKEN_LIFETIME, Setting.ACCESS_TOKEN_LIFETIME) + ", "
                        + InvalidProperty.written(accessLifetime));
        Duration grace = refresh.rotation().grace();
        problems.when(
                grace.isNegative() || grace.compareTo(Rotation.LONGEST_GRACE) > 0,
                Setting.REFRESH_TOKEN_GRACE,
                grace,
                "must be between 0s and " + Rotation.LONGEST_GRACE.toSeconds()
                        + "s: for as long, a thief with the previous token goes unnoticed");
        refresh.rotation()
                .idle()
                .ifPresent(idle -> problems.when(
                        idle.compareTo(accessLifetime) < 0,
                        Setting.REFRESH_TOKEN_IDLE,
                        idle,
                        "must not be shorter than "
                                + names.beside(Setting.REFRESH_TOKEN_IDLE, Setting.ACCESS_TOKEN_LIFETIME) + ", "
                                + InvalidProperty.written(accessLifetime)
                                + ": a page refreshes no more often than that"));
    }

    private void proxy(String entry) {
        try {
            TrustedProxies.of(List.of(entry));
        } catch (IllegalArgumentException e) {
            problems.add(Setting.TRUSTED_PROXIES, entry, String.valueOf(e.getMessage()));
        }
    }

    private void distinct(Setting setting, List<?> values) {
        problems.when(values.isEmpty(), setting, "", "name at least one");
        problems.when(new HashSet<>(values).size() < values.size(), setting, list(values), "name each only once");
    }

    private static String list(List<?> values) {
        return values.stream()
                .map(value -> String.valueOf(value).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
