package dev.sallyport.bench.gate;

import dev.sallyport.Sallyport;
import dev.sallyport.SignIn;
import dev.sallyport.User;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A browser's session, without HTTP: every refresh gives one more access token, and those before it go on to hold. */
final class BenchSession {

    private static final String ORIGIN = "http://127.0.0.1";
    private static final User ANN = new User("ann", "ann", "ann@example.com", Set.of("user", "editor"));

    private final Sallyport sallyport;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private BenchSession(Sallyport sallyport) {
        this.sallyport = sallyport;
    }

    static BenchSession open(Sallyport sallyport) {
        BenchSession session = new BenchSession(sallyport);
        session.keep(sallyport.session(session.request("GET", "/auth/session")));
        session.keep(sallyport.signIn(
                session.request("POST", "/auth/login"),
                () -> SignIn.withPassword(Optional.empty(), () -> Optional.of(ANN))));
        return session;
    }

    String nextAccessToken() {
        keep(sallyport.refresh(request("POST", "/auth/refresh"), Optional::empty));
        return cookies.get("access");
    }

    private void keep(Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException("the gate answered " + reply.status() + ": " + reply.body());
        }
        reply.cookies().forEach(cookie -> cookies.put(cookie.name(), cookie.value()));
    }

    private Request request(String method, String path) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("sec-fetch-site", "same-origin");
        fields.put("origin", ORIGIN);
        fields.put("content-type", "application/json");
        fields.put("x-xsrf-token", cookies.get("XSRF-TOKEN"));
        if (!cookies.isEmpty()) {
            fields.put(
                    "cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return new Request(method, path, ORIGIN, "127.0.0.1", name -> lines(fields.get(name.toLowerCase())));
    }

    private static List<String> lines(String value) {
        return value == null ? List.of() : List.of(value);
    }
}
