package dev.sallyport.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the driver signs in at each kind of server, by requests that a browser would make. */
final class Session {

    /** The header that carries a CSRF token back, for Sallyport and for Spring Security. */
    static final String CSRF_HEADER = "X-XSRF-TOKEN";

    private static final String CSRF_COOKIE = "XSRF-TOKEN";
    private static final String JSON_LOGIN = "{\"username\":\"%s\",\"password\":\"%s\",\"transport\":\"%s\"}";

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String accessToken = "";

    private Session() {}

    /** At Sallyport, so that the browser has an access, a refresh and a CSRF cookie. */
    static Session ofGate(Server server) throws IOException {
        return ofGate(server, "cookie");
    }

    /** At Sallyport, so that the tokens come in the answer's body. */
    static Session ofGateByHeader(Server server) throws IOException {
        Session session = new Session();
        session.accessToken = session.signInAtGate(server, "header").member("accessToken");
        session.cookies.clear();
        return session;
    }

    private static Session ofGate(Server server, String transport) throws IOException {
        Session session = new Session();
        session.signInAtGate(server, transport);
        session.accessToken = session.cookies.get("access");
        return session;
    }

    private Exchange signInAtGate(Server server, String transport) throws IOException {
        visit(server);
        return signIn(server, "ann", "bench", transport);
    }

    /** At Sallyport, with the page open and nobody signed in. */
    static Session visiting(Server server) throws IOException {
        Session session = new Session();
        session.visit(server);
        return session;
    }

    /** At Sallyport, signed in with this name and password. */
    static Session of(Server server, String username, String password) throws IOException {
        Session session = visiting(server);
        session.signIn(server, username, password);
        return session;
    }

    private void visit(Server server) throws IOException {
        keep(Exchange.of(server.port(), BrowserRequest.get("/auth/session").text())
                .ok("GET /auth/session"));
    }

    /** Signs in with cookies. */
    Exchange signIn(Server server, String username, String password) throws IOException {
        return signIn(server, username, password, "cookie");
    }

    private Exchange signIn(Server server, String username, String password, String transport) throws IOException {
        BrowserRequest login = BrowserRequest.post("/auth/login", JSON_LOGIN.formatted(username, password, transport));
        return keep(Exchange.of(server.port(), withCsrf(login).text()).ok("POST /auth/login"));
    }

    /** Exchanges the refresh token for the next. */
    void refresh(KeepAlive connection) throws IOException {
        keep(connection.send(withCsrf(BrowserRequest.post("/auth/refresh", ""))).ok("POST /auth/refresh"));
    }

    /** At a server that signs a token for whoever asks; it travels in a cookie, or in the header. */
    static Session ofToken(Server server) throws IOException {
        Session session = new Session();
        String answer = Exchange.of(
                        server.port(), BrowserRequest.post("/token", "").text())
                .ok("POST /token")
                .text();
        session.accessToken = answer.replaceAll("(?s).*?(eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+).*", "$1");
        session.cookies.put("access", session.accessToken);
        return session;
    }

    /** At Spring Security's form, so that the browser has a session cookie and a CSRF cookie. */
    static Session ofForm(Server server) throws IOException {
        Session session = new Session();
        session.keep(Exchange.of(server.port(), BrowserRequest.get("/login").text()));
        BrowserRequest login = BrowserRequest.post("/login", "username=ann&password=bench")
                .ofType("application/x-www-form-urlencoded");
        session.keep(Exchange.of(server.port(), session.withCsrf(login).text()).ok("POST /login"));
        session.cookies.values().removeIf(String::isEmpty);
        // A sign-in takes the CSRF token back; the next answer brings a new one.
        session.keep(Exchange.of(
                        server.port(),
                        BrowserRequest.get("/api/profile")
                                .cookies(session.cookies)
                                .text())
                .ok("GET /api/profile"));
        return session;
    }

    private Exchange keep(Exchange exchange) {
        cookies.putAll(exchange.cookies());
        return exchange;
    }

    /** The request with this session's cookies. */
    BrowserRequest with(BrowserRequest request) {
        return request.cookies(cookies);
    }

    /** The request with this session's cookies, and with the CSRF token in its header as the page copies it. */
    BrowserRequest withCsrf(BrowserRequest request) {
        return with(request).field(CSRF_HEADER, cookies.getOrDefault(CSRF_COOKIE, ""));
    }

    /** The request with the cookies but another access token. */
    BrowserRequest withToken(BrowserRequest request, String token) {
        return with(request).cookies(Map.of("access", token));
    }

    /** The request with the access token in its Authorization header and no cookie. */
    BrowserRequest withBearer(BrowserRequest request) {
        return request.field("Authorization", "Bearer " + accessToken);
    }
}
