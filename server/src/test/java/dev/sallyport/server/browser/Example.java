package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of the client's examples, built before the tests and served where its README says. */
enum Example {
    SCRIPT("script/dist"),
    FETCH("fetch/dist"),
    AXIOS("axios/dist"),
    REACT("react/dist"),
    VUE("vue/dist"),
    ANGULAR("angular/dist"),
    NEXT("next", "SALLYPORT_URL", "node_modules/next/dist/bin/next", "start", "examples/next"),
    NUXT("nuxt", "NUXT_SALLYPORT_URL", "examples/nuxt/.output/server/index.mjs");

    /** What {@code make test} runs before it comes to these tests. */
    private static final String BUILD = "npm ci && npm run examples";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";

    private final String folder;
    private final String address;
    private final List<String> command;

    Example(String folder) {
        this(folder, "");
    }

    Example(String folder, String address, String... command) {
        this.folder = "examples/" + folder;
        this.address = address;
        this.command = List.of(command);
    }

    /** A running example. */
    record Running(String page, AutoCloseable end) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            end.close();
        }
    }

    /** Then its pages hold scripts that were written for the request, let in by a nonce. */
    boolean isRenderedOnServer() {
        return !command.isEmpty();
    }

    Running start(BrowserContext context, String server) throws IOException {
        return command.isEmpty() ? serveFiles(context, server) : startProcess(server);
    }

    /** On the server's own origin, under a policy as strict as the server's own. */
    private Running serveFiles(BrowserContext context, String server) {
        requireBuilt(file("index.html"));
        String base = server + "/examples/" + name().toLowerCase(Locale.ROOT) + "/";
        context.route(base + "**", route -> fulfil(route, route.request().url().substring(base.length())));
        return new Running(base + "index.html", () -> {});
    }

    private void fulfil(Route route, String name) {
        Path file = file(name);
        requireBuilt(file);
        route.fulfill(new Route.FulfillOptions()
                .setPath(file)
                .setHeaders(Map.of("Content-Security-Policy", POLICY, "Content-Type", type(name))));
    }

    private Path file(String name) {
        return ROOT.resolve(folder).resolve(name);
    }

    private static String type(String name) {
        if (name.endsWith(".js")) {
            return "text/javascript";
        }
        return name.endsWith(".css") ? "text/css" : "text/html";
    }

    private Running startProcess(String server) throws IOException {
        requireBuilt(ROOT.resolve(command.get(0)));
        int port = freePort();
        Path output = Files.createTempFile("sallyport-example", ".log");
        ProcessBuilder builder = new ProcessBuilder("node");
        builder.command().addAll(command);
        builder.directory(ROOT.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        address,
                        server,
                        "PORT",
                        "" + port,
                        "HOST",
                        "127.0.0.1",
                        "HOSTNAME",
                        "127.0.0.1",
                        "NEXT_TELEMETRY_DISABLED",
                        "1"));
        Process process = builder.start();
        await().atMost(PATIENCE).until(() -> !process.isAlive() || answers(port));
        assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
        return new Running("http://localhost:" + port + "/", () -> {
            process.destroy();
            process.waitFor();
            Files.delete(output);
        });
    }

    private static void requireBuilt(Path file) {
        assertThat(file)
                .as("The examples are not built. In the repository's root, run: " + BUILD)
                .exists();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
