package dev.sallyport.spring;

import dev.sallyport.web.Origin;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The one adapter between the servlet world and the core's values. */
final class ServletExchange {

    /** Not the application's mapper: its naming strategy or inclusion rules would change the contract. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<String> publicOrigin;

    ServletExchange(Optional<String> publicOrigin) {
        this.publicOrigin = publicOrigin;
    }

    Request request(HttpServletRequest servlet) {
        return new Request(
                servlet.getMethod(),
                path(servlet),
                publicOrigin.orElseGet(() -> derivedOrigin(servlet)),
                Objects.requireNonNullElse(servlet.getRemoteAddr(), ""),
                name -> lines(servlet, name));
    }

    /** The path as the container decoded it and the application will route it: a filter that read the raw one could differ. */
    static String path(HttpServletRequest servlet) {
        String info = servlet.getPathInfo();
        return info == null ? servlet.getServletPath() : servlet.getServletPath() + info;
    }

    static void write(Reply reply, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        add(reply.headers(), response);
        reply.cookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie.header()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (reply.hasBody()) {
            byte[] body = JSON.writeValueAsBytes(reply.body());
            response.setContentType(reply.status() < 400 ? "application/json" : "application/problem+json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    static void add(List<Header> headers, HttpServletResponse response) {
        headers.forEach(header -> response.addHeader(header.name(), header.value()));
    }

    private static String derivedOrigin(HttpServletRequest servlet) {
        String host = servlet.getHeader("Host");
        String authority = host == null ? servlet.getServerName() + ":" + servlet.getServerPort() : host;
        return Origin.serialise(servlet.getScheme(), authority);
    }

    private static List<String> lines(HttpServletRequest servlet, String name) {
        return Collections.list(servlet.getHeaders(name));
    }
}
