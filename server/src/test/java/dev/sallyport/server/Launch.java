package dev.sallyport.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.util.FileSystemUtils;

/**
 * How to start the packaged server.
 *
 * @param jdk the home of the JDK to run it on
 * @param folder where it runs, and so where its database is
 * @param password of the user demo; empty: the server's own choice
 */
public record Launch(Path jdk, Path folder, String password, List<String> properties) {

    public static final String PASSWORD = "correct horse battery staple";

    private static final Map<List<String>, ServerProcess> SHARED = new ConcurrentHashMap<>();

    /** A server in this folder, with these properties such as {@code --sallyport.path=/gate}. */
    public static Launch in(Path folder, String... properties) {
        return new Launch(Path.of(System.getProperty("java.home")), folder, PASSWORD, List.of(properties));
    }

    /** The one server with these properties, for tests that leave it as they found it. It runs until the tests end. */
    public static ServerProcess shared(String... properties) {
        return SHARED.computeIfAbsent(List.of(properties), any -> {
            Path folder = temporaryFolder();
            ServerProcess server = in(folder, properties).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.kill();
                FileSystemUtils.deleteRecursively(folder.toFile());
            }));
            return server;
        });
    }

    public Launch on(Path home) {
        return new Launch(home, folder, password, properties);
    }

    public Launch withPassword(String other) {
        return new Launch(jdk, folder, other, properties);
    }

    public ServerProcess start() {
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin").resolve("java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                System.getProperty("sallyport.jar"),
                "--server.address=127.0.0.1",
                "--server.port=0"));
        command.addAll(properties);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("SALLYPORT_DEMO_PASSWORD", password);
        try {
            return new ServerProcess(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sallyport");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
