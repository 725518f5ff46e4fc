package dev.sallyport.social;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A small HTTP server on 127.0.0.1 that remembers what it was asked, and can be made to misbehave. */
public final class FakeHttp implements AutoCloseable {

    /** What a server can do wrong. */
    public enum Fault {
        NONE,
        /** Says nothing for longer than anybody waits. */
        SLOW,
        /** Closes the connection without a word. */
        HANG_UP,
        /** Sends its head at once and then a blank now and then. */
        DRIP,
        /** A page of a proxy, with the status 200. */
        PAGE,
        /** A page of a firewall, with the status 403. */
        FORBIDDEN_PAGE,
        ERROR_500,
        RATE_LIMITED,
        GARBAGE,
        DEEP,
        HUGE,
        REDIRECT
    }

    /** A request as it came. */
    public record Call(String method, String path, Map<String, String> query, Headers headers, String body) {

        Map<String, String> form() {
            return parameters(body);
        }

        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    /** An answer in JSON. */
    record Reply(int status, String body) {

        static Reply of(int status, Map<String, Object> members) {
            return new Reply(status, JSONObjectUtils.toJSONString(members));
        }
    }

    /** What answers at a path. */
    interface Route {
        Reply answer(Call call) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    FakeHttp() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void route(String path, Route route) {
        routes.put(path, route);
    }

    void misbehave(String path, Fault fault) {
        faults.put(path, fault);
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    Call last(String path) {
        List<Call> asked = calls(path);
        return asked.get(asked.size() - 1);
    }

    static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                parameters.put(decoded(sides[0]), decoded(sides[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call = new Call(
                exchange.getRequestMethod(),
                path,
                parameters(query == null ? "" : query),
                exchange.getRequestHeaders(),
                body);
        calls.add(call);
        try {
            Fault fault = faults.getOrDefault(path, Fault.NONE);
            if (fault != Fault.NONE) {
                misbehave(exchange, fault);
                return;
            }
            Route route = routes.get(path);
            Reply reply = route == null ? Reply.of(404, Map.of("message", "Not Found")) : route.answer(call);
            send(exchange, reply.status(), "application/json; charset=utf-8", reply.body());
        } catch (Exception failed) {
            send(exchange, 500, "text/plain", failed.toString());
        } finally {
            exchange.close();
        }
    }

    private void misbehave(HttpExchange exchange, Fault fault) throws Exception {
        switch (fault) {
            case NONE -> throw new IllegalStateException();
            case SLOW -> closing.await(20, TimeUnit.SECONDS);
            case HANG_UP -> exchange.close();
            case DRIP -> drip(exchange);
            case PAGE -> send(exchange, 200, "text/html", "<html>Welcome to our network");
            case FORBIDDEN_PAGE -> send(exchange, 403, "text/html", "<html>Blocked");
            case ERROR_500 -> send(exchange, 500, "application/json", "{\"error\":\"server_error\"}");
            case RATE_LIMITED -> {
                exchange.getResponseHeaders().add("Retry-After", "37");
                send(exchange, 429, "application/json", "{}");
            }
            case GARBAGE -> send(exchange, 200, "application/json", "{\"access_token\":");
            case DEEP -> send(exchange, 200, "application/json", "[".repeat(200_000));
            case HUGE -> send(exchange, 200, "application/json", "{\"padding\":\"" + "x".repeat(300_000) + "\"}");
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", origin() + "/elsewhere");
                send(exchange, 307, "application/json", "{}");
            }
        }
    }

    private void drip(HttpExchange exchange) throws Exception {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        while (!closing.await(200, TimeUnit.MILLISECONDS)) {
            out.write(' ');
            out.flush();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
