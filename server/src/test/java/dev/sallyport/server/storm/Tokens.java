package dev.sallyport.server.storm;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;

/** What a page needs to refresh: its newest refresh token, and the CSRF token. */
record Tokens(String refresh, String csrf) {

    static Tokens of(HttpBrowser signedIn) {
        return new Tokens(
                signedIn.cookie("refresh").orElseThrow(),
                signedIn.cookie("XSRF-TOKEN").orElseThrow());
    }

    /** Those that the page holds once it has this answer. */
    Tokens after(Answer answer) {
        Map<String, String> set = answer.cookies();
        return new Tokens(value(set, "refresh", refresh), value(set, "XSRF-TOKEN", csrf));
    }

    /** The request that refreshes with them, to the last byte. */
    String request() {
        return """
                POST /auth/refresh HTTP/1.1
                Host: 127.0.0.1
                Sec-Fetch-Site: same-origin
                Cookie: refresh=%s; XSRF-TOKEN=%s
                X-XSRF-TOKEN: %s
                Content-Length: 0

                """.formatted(refresh, csrf, csrf).replace("\n", "\r\n");
    }

    private static String value(Map<String, String> set, String name, String before) {
        String line = set.get(name);
        return line == null ? before : line.substring(name.length() + 1).split(";", 2)[0];
    }
}
