package dev.sallyport.config;

import dev.sallyport.origin.Cors;
import dev.sallyport.origin.Forbidden;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges the names of cookies, header fields and methods by what browsers make of them. */
final class FieldCheck {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final String OF_THE_BROWSER = "browsers set this header themselves, and no script may: leave it out";

    /** Methods that browsers write in capitals, however the page does (Fetch standard section 2.2.1). */
    private static final Set<String> NORMALIZED = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

    private final InvalidProperties problems;
    private final SettingNames names;

    FieldCheck(InvalidProperties problems, SettingNames names) {
        this.problems = problems;
        this.names = names;
    }

    /** Whether it is one word, as RFC 9110 section 5.6.2 defines it. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    void cookieName(Setting setting, String name, boolean secure) {
        problems.when(!isToken(name), setting, name, "must be a cookie name: letters, digits and - _ only");
        problems.when(
                !secure && name.startsWith("__"),
                setting,
                name,
                "browsers refuse this prefix without Secure: set " + names.of(Setting.COOKIE_SECURE)
                        + "=true or drop the prefix");
    }

    void headerName(Setting setting, String name) {
        problems.when(!isToken(name), setting, name, "must be a header name: letters, digits and - only");
        problems.when(
                Set.of("content-type", "accept", "accept-language", "content-language", "range")
                        .contains(name.toLowerCase(Locale.ROOT)),
                setting,
                name,
                "other sites may send this header without a preflight: choose a name of your own");
        problems.when(Forbidden.requestHeader(name), setting, name, OF_THE_BROWSER);
    }

    void cors(Cors.Rules cors) {
        Duration maxAge = cors.maxAge();
        problems.when(maxAge.isNegative(), Setting.CORS_MAX_AGE, maxAge, "must not be negative");
        tokens(Setting.CORS_ALLOWED_METHODS, cors.methods());
        for (String method : cors.methods()) {
            String upper = method.toUpperCase(Locale.ROOT);
            problems.when(
                    Forbidden.method(method),
                    Setting.CORS_ALLOWED_METHODS,
                    method,
                    "no browser lets script use it: leave it out");
            problems.when(
                    NORMALIZED.contains(upper) && !method.equals(upper),
                    Setting.CORS_ALLOWED_METHODS,
                    method,
                    "browsers send this method in capitals: write " + upper);
        }
        tokens(Setting.CORS_ALLOWED_HEADERS, cors.headers());
        for (String header : cors.headers()) {
            problems.when(Forbidden.requestHeader(header), Setting.CORS_ALLOWED_HEADERS, header, OF_THE_BROWSER);
        }
        tokens(Setting.CORS_EXPOSED_HEADERS, cors.exposed());
        for (String exposed : cors.exposed()) {
            problems.when(
                    Forbidden.responseHeader(exposed),
                    Setting.CORS_EXPOSED_HEADERS,
                    exposed,
                    "browsers never show it to script, and it holds the tokens: leave it out");
        }
    }

    private void tokens(Setting setting, Collection<String> names) {
        for (String name : names) {
            problems.when(
                    name.equals("*") || !isToken(name),
                    setting,
                    name,
                    "list plain names; with credentials browsers take '*' literally");
        }
    }
}
