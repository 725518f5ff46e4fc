package dev.sallyport.server.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A provider that lets the browser bring its answer in a form, as Apple does, and asks no questions. */
final class FormPostProvider implements AutoCloseable {

    private static final String PAGE = """
            <!doctype html>
            <form method="post" action="%s">
              <input name="code" value="a-code"><input name="state" value="%s">
              <button id="allow">Allow</button>
            </form>
            """;

    private final HttpServer server;

    FormPostProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        server.createContext("/authorize", it -> {
            Map<String, String> asked = parameters(it);
            answer(it, "text/html", PAGE.formatted(asked.get("redirect_uri"), asked.get("state")));
        });
        server.createContext(
                "/token",
                it -> answer(
                        it, "application/json", "{\"access_token\":\"an-access-token\",\"token_type\":\"Bearer\"}"));
        server.createContext("/userinfo", it -> answer(it, "application/json", "{\"sub\":\"ada\",\"name\":\"Ada\"}"));
        server.createContext("/empty", it -> answer(it, "text/html", "<!doctype html>"));
        server.start();
    }

    /** The address of its page with this path. */
    String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    String[] properties() {
        return new String[] {
            "--sallyport.cookie.secure=true",
            "--sallyport.social.post.name=Form provider",
            "--sallyport.social.post.authorization-endpoint=" + at("/authorize"),
            "--sallyport.social.post.token-endpoint=" + at("/token"),
            "--sallyport.social.post.userinfo-endpoint=" + at("/userinfo"),
            "--sallyport.social.post.subject-claim=sub",
            "--sallyport.social.post.response-mode=form_post",
            "--sallyport.social.post.client-id=us",
            "--sallyport.social.post.client-secret=a secret",
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
