package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Starts the servers side by side, and ends them all. */
final class Servers implements AutoCloseable {

    /** How many origins are listed at the server whose row is about CORS. */
    static final int ORIGINS = 10_000;

    private final Path apps;
    private final Path directory;
    private final String java;
    private final List<Server> started = new CopyOnWriteArrayList<>();

    /**
     * Starts none yet.
     *
     * @param bench the directory of the benchmarks, built
     * @param directory where the servers work
     * @param java the command that runs them
     */
    Servers(Path bench, Path directory, String java) {
        this.apps = bench.resolve("apps").toAbsolutePath();
        this.directory = directory;
        this.java = java;
        // Whoever stops the driver stops them too.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    Server floor() throws IOException {
        return boot("floor", "no security");
    }

    Server sallyport(String name, String... settings) throws IOException {
        return boot("sallyport", "Sallyport " + name, settings);
    }

    /** With so many origins that they go into a file: a command line has no room for them. */
    Server sallyportWithOrigins() throws IOException {
        String list = IntStream.range(0, ORIGINS).mapToObj(Servers::origin).collect(Collectors.joining(","));
        Path file = directory.resolve("origins.properties");
        Files.writeString(file, "sallyport.cors.allowed-origins=" + list + "\n");
        return sallyport("with 10,000 origins", "--spring.config.additional-location=file:" + file);
    }

    static String origin(int number) {
        return "https://app-" + number + ".example.com";
    }

    Server bridge() throws IOException {
        return boot("sallyport-security", "Sallyport beside Spring Security");
    }

    Server springSecurity(String mode) throws IOException {
        return boot("spring-security", "Spring Security " + mode, "--bench.mode=" + mode);
    }

    Server micronaut(boolean secured) throws IOException {
        Path target = apps.resolve("micronaut").resolve("target");
        return start(
                secured ? "Micronaut" : "Micronaut without security",
                List.of(
                        "-Dmicronaut.server.port=@PORT@",
                        "-Dmicronaut.security.enabled=" + secured,
                        "-cp",
                        target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                        "dev.sallyport.bench.micronaut.Application"));
    }

    Server quarkus(boolean secured) throws IOException {
        Path jar = apps.resolve(secured ? "quarkus" : "quarkus-floor").resolve("target/quarkus-app/quarkus-run.jar");
        return start(
                secured ? "Quarkus" : "Quarkus without security",
                List.of("-Dquarkus.http.port=@PORT@", "-jar", jar.toString()));
    }

    private Server boot(String app, String name, String... settings) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("-jar", apps.resolve(app).resolve("target/app.jar").toString(), "--server.port=@PORT@"));
        words.addAll(List.of(settings));
        return start(name, words);
    }

    private Server start(String name, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(Server.JVM);
        command.addAll(words);
        System.out.println("Starting: " + name);
        Server server = Server.start(name, command, directory);
        started.add(server);
        return server;
    }

    void await() throws IOException, InterruptedException {
        for (Server server : started) {
            server.await();
        }
    }

    @Override
    public void close() {
        started.forEach(Server::close);
    }
}
