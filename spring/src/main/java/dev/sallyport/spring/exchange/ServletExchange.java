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
import java.util.HashSet;
import java.util.List;
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

    /** Requests are for {@code publicOrigin}, if it is set; forwarded fields of {@code proxies} are believed. */
    public ServletExchange(Optional<String> publicOrigin, TrustedProxies proxies) {
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

    /** Writes status, headers, cookies and body. */
    public static void write(Reply reply, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        set(reply.headers(), response);
        reply.cookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie.header()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (reply.hasBody()) {
            byte[] body = JSON.writeValueAsBytes(reply.body());
            response.setContentType(reply.status() < 400 ? "application/json" : "application/problem+json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
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
