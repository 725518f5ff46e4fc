package dev.sallyport.server.browser;

import dev.sallyport.server.Launch;
import dev.sallyport.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A server of its own, which writes down what reached it, and can be crashed and started again. */
final class RunningServer implements AutoCloseable {

    static final String PASSWORD = Launch.PASSWORD;

    private final Path folder;
    private final AccessLog log;
    private final Launch launch;
    private ServerProcess process;

    RunningServer(List<String> options) throws IOException {
        this.folder = Files.createTempDirectory("sallyport-browser");
        this.log = new AccessLog(folder);
        this.launch = Launch.in(
                folder, Stream.concat(log.options().stream(), options.stream()).toArray(String[]::new));
        this.process = launch.start();
        process.port();
    }

    /** Starts it after a crash, on the same port and data. */
    void start() {
        process = launch.at(process.port()).start();
        process.port();
    }

    /** Ends it without a farewell, as a power cut would. */
    void crash() {
        process.kill();
    }

    /** Its origin under one of the names that every browser takes for this machine. */
    String at(String host) {
        return "http://" + host + ":" + port();
    }

    AccessLog log() {
        return log;
    }

    /** Everything it has printed since its last start. */
    List<String> output() {
        return process.output();
    }

    int port() {
        return process.port();
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
        return folder.resolve("data/sallyport.db");
    }
}
