package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/** The executable jar in a process of its own, as people run it. */
final class RunningServer implements AutoCloseable {

    static final String PASSWORD = "a password for tests only";

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern READY = Pattern.compile("demo on http://localhost:(\\d+)");

    private final List<String> options;
    private final Path folder;
    private final Path output;
    private final AccessLog log;
    private Process process;
    private int port;

    RunningServer(List<String> options) throws IOException {
        this.options = options;
        this.folder = Files.createTempDirectory("sallyport-browser");
        this.output = folder.resolve("output");
        this.log = new AccessLog(folder);
        start();
    }

    /** Starts the server, after a crash on the same port and data. */
    void start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SALLYPORT_DEMO_PASSWORD", PASSWORD);
        process = builder.start();
        await().atMost(PATIENCE).until(() -> !process.isAlive() || ready().find());
        Matcher ready = ready();
        assertThat(ready.find()).as(Files.readString(output)).isTrue();
        port = Integer.parseInt(ready.group(1));
    }

    /** Ends it without a farewell, as a power cut would. */
    void crash() {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /** Its origin under one of the names that every browser takes for this machine. */
    String at(String host) {
        return "http://" + host + ":" + port;
    }

    AccessLog log() {
        return log;
    }

    /** Everything it has printed since its last start. */
    List<String> output() {
        try {
            return Files.readAllLines(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    int port() {
        return port;
    }

    /** As if everybody had signed in so much earlier. Tokens that are out say otherwise until they are renewed. */
    void age(Duration time) {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + database() + "?busy_timeout=30000");
                PreparedStatement update = database.prepareStatement(
                        "UPDATE sallyport_session SET authenticated_at = authenticated_at - ?")) {
            update.setLong(1, time.toMillis());
            update.executeUpdate();
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Override
    public void close() throws IOException {
        crash();
        FileSystemUtils.deleteRecursively(folder);
    }

    private Path database() {
        return folder.resolve("sallyport.db");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Short-lived, and several at a time.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("sallyport.jar"),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.datasource.url=jdbc:sqlite:" + database(),
                "--sallyport.keys.encryption-key-file=" + folder.resolve("sallyport.key")));
        command.addAll(log.options());
        command.addAll(options);
        return command;
    }

    private Matcher ready() throws IOException {
        return READY.matcher(Files.readString(output));
    }
}
