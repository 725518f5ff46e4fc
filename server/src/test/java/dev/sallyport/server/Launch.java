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
 * @param unpacked for a quick start; otherwise the executable jar, as people start it
 * @param port where it listens; 0: wherever there is room
 * @param folder where it runs, and so where its database is
 * @param password of the user demo; empty: the server's own choice
 */
public record Launch(Path jdk, boolean unpacked, int port, Path folder, String password, List<String> properties) {

    public static final String PASSWORD = "correct horse battery staple";

    static final Path OWN_JDK = Path.of(System.getProperty("java.home"));

    private static final Map<List<String>, ServerProcess> SHARED = new ConcurrentHashMap<>();

    /** A server in this folder, with these properties such as {@code --sallyport.path=/gate}. */
    public static Launch in(Path folder, String... properties) {
        return new Launch(OWN_JDK, true, 0, folder, PASSWORD, List.of(properties));
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

    /** On this JDK, from the executable jar. */
    public Launch on(Path home) {
        return new Launch(home, false, port, folder, password, properties);
    }

    public Launch at(int number) {
        return new Launch(jdk, unpacked, number, folder, password, properties);
    }

    public Launch withPassword(String other) {
        return new Launch(jdk, unpacked, port, folder, other, properties);
    }

    public ServerProcess start() {
        return start(unpacked ? UnpackedServer.arguments() : List.of("-jar", System.getProperty("sallyport.jar")));
    }

    ServerProcess start(List<String> arguments) {
        // Short-lived, and several at a time.
        List<String> command =
                new ArrayList<>(List.of(java(jdk), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(arguments);
        command.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port));
        command.addAll(properties);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("SALLYPORT_DEMO_PASSWORD", password);
        try {
            return new ServerProcess(builder, Files.createTempFile(folder, "output", ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String java(Path home) {
        return home.resolve("bin").resolve("java").toString();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sallyport");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
