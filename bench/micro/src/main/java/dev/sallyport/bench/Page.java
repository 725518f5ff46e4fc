package dev.sallyport.bench;

import dev.sallyport.Sallyport;
import dev.sallyport.SignIn;
import dev.sallyport.User;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A page in a browser, which keeps the cookies it is given and makes requests as browsers do. */
final class Page {

    static final String ORIGIN = "https://app.example.com";

    private static final String CSRF = "XSRF-TOKEN";
    private static final String PROFILE = "/api/profile";

    private final Sallyport sallyport;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Page(Sallyport sallyport) {
        this.sallyport = sallyport;
        keep(sallyport.session(request("GET", "/auth/session", Map.of())));
    }

    /** Signs in, so that tokens travel in cookies. */
    Page signIn(User user) {
        keep(signInBy(Optional.empty(), user));
        return this;
    }

    /** An access token that travels in the Authorization header. */
    String headerToken(User user) {
        Reply reply = signInBy(Optional.of("header"), user);
        return (String) ((Map<?, ?>) ok(reply).body()).get("accessToken");
    }

    Reply signInBy(Optional<String> transport, User user) {
        return sallyport.signIn(
                request("POST", "/auth/login", Map.of()),
                () -> SignIn.withPassword(transport, () -> Optional.of(user)));
    }

    Reply refresh() {
        Reply reply = sallyport.refresh(request("POST", "/auth/refresh", Map.of()), Optional::empty);
        keep(reply);
        return reply;
    }

    /** A GET with an access token that no request has shown yet; those before it go on to hold. */
    Request getWithNextToken() {
        refresh();
        return get();
    }

    Request get() {
        return request("GET", PROFILE, Map.of());
    }

    Request post() {
        return request("POST", PROFILE, Map.of());
    }

    /** A GET with the token in its header and no cookie. */
    Request bearer(String token) {
        return requestWith(Map.of(), "GET", PROFILE, Map.of("authorization", "Bearer " + token));
    }

    /** A GET of a page that has this access token and no other cookie. */
    static Request getWith(String token) {
        return requestWith(Map.of("__Host-Http-access", token), "GET", PROFILE, Map.of());
    }

    /** A GET of somebody who was never here. */
    static Request visitor() {
        return requestWith(Map.of(), "GET", PROFILE, Map.of());
    }

    /** A GET from a page of another origin. */
    Request getFrom(String origin) {
        return request("GET", PROFILE, Map.of("origin", origin, "sec-fetch-site", "cross-site"));
    }

    private Request request(String method, String path, Map<String, String> more) {
        return requestWith(cookies, method, path, more);
    }

    private static Request requestWith(
            Map<String, String> cookies, String method, String path, Map<String, String> more) {
        Map<String, List<String>> lines = new TreeMap<>();
        fields(cookies, method, more).forEach((name, value) -> lines.put(name, List.of(value)));
        return new Request(
                method,
                path,
                ORIGIN,
                "192.0.2.7",
                name -> lines.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    private static Map<String, String> fields(Map<String, String> cookies, String method, Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        fields.put("accept", "application/json, text/plain, */*");
        fields.put("sec-fetch-site", "same-origin");
        fields.put("sec-fetch-mode", "cors");
        if (!method.equals("GET")) {
            fields.put("origin", ORIGIN);
            fields.put("content-type", "application/json");
            fields.put("x-xsrf-token", cookies.getOrDefault(CSRF, ""));
        }
        if (!cookies.isEmpty()) {
            fields.put(
                    "cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        fields.putAll(more);
        return fields;
    }

    private void keep(Reply reply) {
        ok(reply).cookies().forEach(cookie -> {
            if (cookie.value().isEmpty()) {
                cookies.remove(cookie.name());
            } else {
                cookies.put(cookie.name(), cookie.value());
            }
        });
    }

    private static Reply ok(Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException("the gate answered " + reply.status() + ": " + reply.body());
        }
        return reply;
    }
}
