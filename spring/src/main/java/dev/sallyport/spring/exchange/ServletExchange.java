package dev.sallyport.spring.exchange;

import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import dev.sallyport.web.Forwarded;
import dev.sallyport.web.Headers;
import dev.sallyport.web.Hop;
import dev.sallyport.web.Origin;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import dev.sallyport.web.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The one adapter between the servlet world and the core's values. */
public final class ServletExchange {

    /** Not the application's mapper: its naming strategy or inclusion rules would change the contract. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The decision where there is no request, or none that a filter of ours has seen. */
    public static final Decision UNSEEN = new Decision.Anonymous(Refusal.ACCESS_MISSING);

    private static final String DECISION = Decision.class.getName();

    private final Optional<String> publicOrigin;
    private final Forwarded forwarded;
    private final boolean hasProxies;
    private final RefusalDocument.Html page;
    // A server is asked under one name nearly always, so the latest is worth remembering and no other.
    private volatile Server latest = Server.of("http", "localhost", 80);

    /** The server as a request names it. */
    private record Server(String scheme, String name, int port, String authority, String origin) {

        static Server of(String scheme, String name, int port) {
            String host = name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
            boolean isDefault = port == (scheme.equals("https") ? 443 : 80);
            String authority = isDefault ? host : host + ":" + port;
            return new Server(scheme, name, port, authority, Origin.serialise(scheme, authority));
        }

        boolean is(String otherScheme, String otherName, int otherPort) {
            return scheme.equals(otherScheme) && name.equals(otherName) && port == otherPort;
        }
    }

    /** Requests are for {@code publicOrigin}, if it is set; forwarded fields of {@code proxies} are believed; {@code page} is what people are shown. */
    public ServletExchange(Optional<String> publicOrigin, TrustedProxies proxies, RefusalDocument.Html page) {
        this.page = page;
        this.publicOrigin = publicOrigin;
        this.forwarded = new Forwarded(proxies);
        this.hasProxies = !proxies.isEmpty();
    }

    /** The request as the gate sees it. */
    public Request request(HttpServletRequest servlet) {
        Headers headers = new ServletHeaders(servlet);
        Server asked = asked(servlet);
        String address = Objects.requireNonNullElse(servlet.getRemoteAddr(), "");
        if (!hasProxies) {
            return request(servlet, asked.origin(), address, headers);
        }
        Hop connection = new Hop(asked.scheme(), asked.authority(), address);
        Hop seen = forwarded.seen(connection, headers);
        String origin = seen.equals(connection) ? asked.origin() : seen.origin();
        return request(servlet, origin, seen.address(), headers);
    }

    private Request request(HttpServletRequest servlet, String origin, String address, Headers headers) {
        return new Request(servlet.getMethod(), path(servlet), publicOrigin.orElse(origin), address, headers);
    }

    /** The path as the container decoded it and the application will route it: a filter that read the raw one could differ. */
    static String path(HttpServletRequest servlet) {
        String info = servlet.getPathInfo();
        return info == null ? servlet.getServletPath() : servlet.getServletPath() + info;
    }

    /** Leaves on the request what was decided about it. */
    public static void put(Decision decision, HttpServletRequest servlet) {
        servlet.setAttribute(DECISION, decision);
    }

    /** The decision about a request. A request that no filter of ours has seen has no caller. */
    public static Decision decisionOn(HttpServletRequest servlet) {
        Object decision = servlet.getAttribute(DECISION);
        return decision == null ? UNSEEN : (Decision) decision;
    }

    /** {@code body} as JSON. */
    public static String json(Object body) {
        return JSON.writeValueAsString(body);
    }

    /**
     * Writes status, headers, cookies and body. A refusal of somebody who looks at it with a browser is a page, any other
     * {@code application/problem+json}.
     */
    public void write(HttpServletRequest servlet, Reply reply, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        set(reply.headers(), response);
        reply.cookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie.header()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!reply.hasBody()) {
            return;
        }
        boolean isRefusal = reply.status() >= 400;
        if (isRefusal && navigates(servlet)) {
            Map<?, ?> problem = (Map<?, ?>) reply.body();
            Refusal refusal = Refusal.valueOf(text(problem, "code").toUpperCase(Locale.ROOT));
            sendPage(page(servlet, refusal, text(problem, "detail")), response);
            return;
        }
        response.setContentType(isRefusal ? "application/problem+json" : "application/json");
        send(json(reply.body()), response);
    }

    private static void send(String body, HttpServletResponse response) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String text(Map<?, ?> problem, String member) {
        return Objects.toString(problem.get(member), "");
    }

    /** Whether the request is a browser's way to a document, which a person is going to look at. */
    public static boolean navigates(HttpServletRequest servlet) {
        return RefusalDocument.isWanted(servlet.getHeader("Accept"), servlet.getHeader("Sec-Fetch-Dest"));
    }

    /** The page for a refused navigation, as HTML. */
    public String page(HttpServletRequest servlet, Refusal refusal, String detail) {
        return page.of(refusal, detail, home(servlet));
    }

    /** The path of the application's first page. A container that refuses early knows no context yet. */
    public static String home(HttpServletRequest servlet) {
        return Objects.toString(servlet.getContextPath(), "") + "/";
    }

    /** Sends such a page. */
    public static void sendPage(String html, HttpServletResponse response) throws IOException {
        describePage(response);
        send(html, response);
    }

    /** What is said of such a page: its type, and what it may do. */
    public static void describePage(HttpServletResponse response) {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", RefusalDocument.POLICY);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /** In the place of what stood there before; a name that a reply says twice is meant twice. */
    public static void set(List<Header> headers, HttpServletResponse response) {
        Set<String> said = new HashSet<>();
        for (Header header : headers) {
            if (said.add(header.name())) {
                response.setHeader(header.name(), header.value());
            } else {
                response.addHeader(header.name(), header.value());
            }
        }
    }

    /** Adds the header fields to those that are there. */
    public static void add(List<Header> headers, HttpServletResponse response) {
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            response.addHeader(header.name(), header.value());
        }
    }

    /** By the server's name and not the Host field: where the container was told of a proxy, it has put that name right. */
    private Server asked(HttpServletRequest servlet) {
        String scheme = servlet.getScheme();
        String name = servlet.getServerName();
        int port = servlet.getServerPort();
        Server known = latest;
        if (!known.is(scheme, name, port)) {
            known = Server.of(scheme, name, port);
            latest = known;
        }
        return known;
    }

    /** Whether the port that the request names is one. Some containers take digits as they come, and make an origin of them. */
    public static boolean namesPossiblePort(HttpServletRequest servlet) {
        return servlet.getServerPort() > 0 && servlet.getServerPort() <= 65_535;
    }
}
