package dev.sallyport;

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

    FieldCheck(InvalidProperties problems) {
        this.problems = problems;
    }

    /** Whether it is one word, as RFC 9110 section 5.6.2 defines it. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    void cookieName(String property, String name, boolean secure) {
        problems.when(!isToken(name), property, name, "must be a cookie name: letters, digits and - _ only");
        problems.when(
                !secure && name.startsWith("__"),
                property,
                name,
                "browsers refuse this prefix without Secure: set sallyport.cookie.secure=true or drop the prefix");
    }

    void headerName(String property, String name) {
        problems.when(!isToken(name), property, name, "must be a header name: letters, digits and - only");
        problems.when(
                Set.of("content-type", "accept", "accept-language", "content-language", "range")
                        .contains(name.toLowerCase(Locale.ROOT)),
                property,
                name,
                "other sites may send this header without a preflight: choose a name of your own");
        problems.when(Forbidden.requestHeader(name), property, name, OF_THE_BROWSER);
    }

    void cors(Cors.Rules cors) {
        Duration maxAge = cors.maxAge();
        problems.when(maxAge.isNegative(), "cors.max-age", maxAge, "must not be negative");
        tokens("cors.allowed-methods", cors.methods());
        for (String method : cors.methods()) {
            String upper = method.toUpperCase(Locale.ROOT);
            problems.when(
                    Forbidden.method(method),
                    "cors.allowed-methods",
                    method,
                    "no browser lets script use it: leave it out");
            problems.when(
                    NORMALIZED.contains(upper) && !method.equals(upper),
                    "cors.allowed-methods",
                    method,
                    "browsers send this method in capitals: write " + upper);
        }
        tokens("cors.allowed-headers", cors.headers());
        for (String header : cors.headers()) {
            problems.when(Forbidden.requestHeader(header), "cors.allowed-headers", header, OF_THE_BROWSER);
        }
        tokens("cors.exposed-headers", cors.exposed());
        for (String exposed : cors.exposed()) {
            problems.when(
                    Forbidden.responseHeader(exposed),
                    "cors.exposed-headers",
                    exposed,
                    "browsers never show it to script, and it holds the tokens: leave it out");
        }
    }

    private void tokens(String property, Collection<String> names) {
        for (String name : names) {
            problems.when(
                    name.equals("*") || !isToken(name),
                    property,
                    name,
                    "list plain names; with credentials browsers take '*' literally");
        }
    }
}
