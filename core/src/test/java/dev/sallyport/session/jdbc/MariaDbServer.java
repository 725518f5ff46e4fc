package dev.sallyport.session.jdbc;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The MariaDB of this machine's packages, with its data in a directory of its own. */
public final class MariaDbServer implements AutoCloseable {

    private static final class Shared {
        // One for the whole run, since a start takes seconds; it stops with the JVM.
        static final MariaDbServer RUNNING = fleeting();
    }

    private static final int PATIENCE_SECONDS = 60;

    private final Path directory;
    private final List<String> serve;
    private final int port;
    private Process process;

    private MariaDbServer(Path directory, int port, List<String> options) throws IOException {
        this.directory = directory;
        this.port = port;
        this.serve = command("mariadbd", directory);
        serve.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--skip-name-resolve"));
        serve.addAll(options);
        this.process = started(serve, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        awaitAnswer();
    }

    static MariaDbServer running() {
        return Shared.RUNNING;
    }

    /** An empty one of its own. A commit is on the disk before it is acknowledged, as it is by default. */
    public static MariaDbServer in(Path directory) {
        return made(directory, List.of());
    }

    /** Kill -9. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it after {@link #kill}, and waits until it answers. */
    public void start() throws IOException {
        process = started(serve, directory);
        awaitAnswer();
    }

    @Override
    public void close() {
        kill();
    }

    /** The address of its database, for the driver of this protocol. */
    public String url(String protocol) {
        return protocol + "//127.0.0.1:" + port + "/sallyport?createDatabaseIfNotExist=true&user=root";
    }

    private static MariaDbServer fleeting() {
        try {
            Path directory = Files.createTempDirectory("sallyport-mariadb");
            // Nobody cuts the power of a test.
            MariaDbServer server = made(directory, List.of("--innodb-flush-log-at-trx-commit=0"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.kill();
                delete(directory);
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MariaDbServer made(Path directory, List<String> options) {
        try {
            List<String> install = command("mariadb-install-db", directory);
            install.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
            Process installing = started(install, directory);
            if (!installing.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || installing.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(log(directory)));
            }
            return new MariaDbServer(directory, freePort(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String program, Path directory) {
        List<String> command = new ArrayList<>(List.of(path(program), "--no-defaults"));
        command.add("--datadir=" + directory.resolve("data"));
        // Else it refuses to run as root.
        command.add("--user=" + System.getProperty("user.name"));
        return command;
    }

    /** Debian puts servers where only root's shell looks for programs. */
    private static String path(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The tests need MariaDB: run scripts/prepare-tests, or put " + program + " on the PATH"))
                .toString();
    }

    private static Process started(List<String> command, Path directory) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()))
                .start();
    }

    private static Path log(Path directory) {
        return directory.resolve("log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException {
        while (process.isAlive()) {
            try {
                DriverManager.getConnection(url("jdbc:mariadb:")).close();
                return;
            } catch (SQLException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException(Files.readString(log(directory)));
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
