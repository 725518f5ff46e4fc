package dev.sallyport;

import static dev.sallyport.web.RequestBuilder.OWN_ORIGIN;

import dev.sallyport.session.Session;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody's browser with our own page open, which sends what such a page sends and keeps the cookies it is given. */
final class Browser {

    static final String ACCESS = "__Host-Http-access";
    static final String REFRESH = "__Host-Http-refresh";
    static final String VISITOR = "__Host-Http-visitor";
    static final String CSRF = "XSRF-TOKEN";
    static final String CSRF_HEADER = "X-XSRF-TOKEN";

    private final Gate gate;
    private final CookieJar jar;
    private String userAgent = "Firefox";
    private String address = "192.0.2.7";
    private @Nullable String authorization;

    Browser(Gate gate, CookieJar jar) {
        this.gate = gate;
        this.jar = jar;
    }

    CookieJar jar() {
        return jar;
    }

    /** The same cookies in other hands, or as they were at this moment. */
    Browser copy() {
        return new Browser(gate, jar.copy()).movedTo(address).updatedTo(userAgent);
    }

    /** What its requests tell of it. */
    Session.Client client() {
        return new Session.Client(userAgent, address);
    }

    /** From now on in another network. */
    Browser movedTo(String network) {
        address = network;
        return this;
    }

    /** From now on under another name. */
    Browser updatedTo(String name) {
        userAgent = name;
        return this;
    }

    /** From now on it, or a library of the page's, attaches this Authorization header to whatever is sent. */
    Browser attaching(@Nullable String header) {
        authorization = header;
        return this;
    }

    /** The same browser, whose requests another node answers. */
    Browser at(Gate node) {
        return new Browser(node, jar).movedTo(address).updatedTo(userAgent);
    }

    /** A request as the page makes it; axios and Angular copy the readable cookie into the header unasked. */
    RequestBuilder request(String method, String path) {
        RequestBuilder request = RequestBuilder.request(method, path)
                .from(address)
                .header("User-Agent", userAgent)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Authorization", authorization);
        jar.value(CSRF).ifPresent(token -> request.header(CSRF_HEADER, token));
        if (!jar.header().isEmpty()) {
            request.header("Cookie", jar.header());
        }
        return method.equals("GET") ? request : request.header("Origin", OWN_ORIGIN);
    }

    RequestBuilder post() {
        return request("POST", "/");
    }

    Reply open() {
        return keep(gate.sallyport().session(request("GET", "/auth/session").build()));
    }

    Reply signIn(String name) {
        return signIn(name, People.PASSWORD);
    }

    Reply signIn(String name, String password) {
        return keep(gate.signIn(post(), name, password));
    }

    /** Opens the page and signs in. */
    Browser signedIn(String name) {
        open();
        signIn(name);
        return this;
    }

    Reply refresh() {
        return keep(gate.refresh(post()));
    }

    Reply signOut() {
        return keep(gate.sallyport().signOut(post().build()));
    }

    Decision get() {
        return gate.sallyport().admit(request("GET", "/api/profile").build());
    }

    Decision postProfile() {
        return gate.sallyport().admit(request("POST", "/api/profile").build());
    }

    /** The id of the session that the page is told it has. */
    String sessionId() {
        return text(open(), "session", "id");
    }

    /** The string at this place in a JSON body. */
    static String text(Reply reply, String... path) {
        Object at = reply.body();
        for (String name : path) {
            at = ((Map<?, ?>) at).get(name);
        }
        return (String) at;
    }

    static String code(Reply reply) {
        return text(reply, "code");
    }

    static String outcome(Decision decision) {
        return decision.fold(
                caller -> "admitted",
                reason -> "anonymous " + reason.code(),
                reason -> "refused " + reason.refusal().code());
    }

    Optional<String> refreshToken() {
        return jar.value(REFRESH);
    }

    /** A navigation that began at another site: Strict cookies stay behind. */
    RequestBuilder arrival(String path) {
        RequestBuilder request = RequestBuilder.request("GET", path)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Authorization", authorization);
        jar.value(VISITOR).ifPresent(name -> request.header("Cookie", VISITOR + "=" + name));
        return request;
    }

    Reply keep(Reply reply) {
        jar.take(reply.cookies());
        return reply;
    }
}
