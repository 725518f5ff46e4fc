package dev.sallyport.spring.test.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A cookie as a browser keeps it. Domain, Path and Secure are not looked at: there is one application, and a test speaks http.
 *
 * @param sameSite in lower case; empty where the attribute is absent
 */
record Cookie(String name, String value, boolean httpOnly, String sameSite, boolean expired) {

    static Cookie parse(String line) {
        List<String> parts = Arrays.stream(line.split(";")).map(String::trim).toList();
        String[] pair = parts.get(0).split("=", 2);
        String sameSite = "";
        boolean httpOnly = false;
        boolean expired = false;
        for (String part : parts.subList(1, parts.size())) {
            String attribute = part.toLowerCase(Locale.ROOT);
            httpOnly |= attribute.equals("httponly");
            expired |= attribute.equals("max-age=0") || attribute.startsWith("expires=thu, 01 jan 1970");
            sameSite = attribute.startsWith("samesite=") ? attribute.substring("samesite=".length()) : sameSite;
        }
        return new Cookie(pair[0].trim(), pair.length > 1 ? pair[1].trim() : "", httpOnly, sameSite, expired);
    }

    /** What a browser sends of these. */
    static String line(List<Cookie> cookies) {
        return cookies.stream().map(cookie -> cookie.name + "=" + cookie.value).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return "Cookie " + name;
    }
}
