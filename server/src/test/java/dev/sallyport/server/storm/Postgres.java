package dev.sallyport.server.storm;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL whose processes a test stops, kills and freezes. A commit is on the disk before it is acknowledged, as in
 * production and unlike what the embedded one does by itself.
 */
final class Postgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PROBE_MILLIS = 10;

    private final Path data;
    private final Path binaries;
    private final int port;
    private Process postmaster;

    private Postgres(Path data, Path binaries, int port) {
        this.data = data;
        this.binaries = binaries;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    /** An empty one that keeps its data in {@code folder}, started. */
    static Postgres in(Path folder) throws Exception {
        Postgres postgres;
        try (EmbeddedPostgres maker = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start()) {
            int port = maker.getPort();
            Path binaries =
                    Path.of(text(url("127.0.0.1:" + port), "SELECT setting FROM pg_config WHERE name = 'BINDIR'"));
            postgres = new Postgres(folder, binaries, port);
        }
        postgres.start();
        return postgres;
    }

    /** A standby of this one, which goes on meanwhile; from now on each commit waits until the standby has it on its disk. */
    Postgres standby(Path folder, int port) throws Exception {
        Backup.copy(this, data, folder);
        Files.createFile(folder.resolve("standby.signal"));
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + this.port
                        + " user=postgres'\nsynchronous_standby_names = ''\n");
        Postgres standby = new Postgres(folder, binaries, port);
        standby.start();
        execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        execute("SELECT pg_reload_conf()");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (text(url(), "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                .equals("0")) {
            TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the standby does not follow");
            }
        }
        return standby;
    }

    /** Makes a standby the primary, and returns once it is. */
    void promote() throws SQLException {
        text(url(), "SELECT pg_promote()");
    }

    int port() {
        return port;
    }

    String url() {
        return url(address());
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    static String url(String addresses) {
        return "jdbc:postgresql://" + addresses + "/postgres?user=postgres";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Starts it, and waits until it accepts connections. */
    void start() throws Exception {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(binaries.resolve("postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=60",
                "wal_keep_size=256MB",
                "fsync=on",
                "synchronous_commit=on")) {
            command.addAll(List.of("-c", setting));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            if (postmaster == null || !postmaster.isAlive()) {
                // After a kill the last of its children may still hold the shared memory for a moment.
                postmaster = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                data.resolveSibling(data.getFileName() + ".log").toFile()))
                        .start();
            }
            TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
            if (System.nanoTime() > deadline) {
                throw new AssertionError("PostgreSQL does not start");
            }
        } while (!accepts());
    }

    /** Ends its connections and stops: what an administrator does. */
    void stop() throws Exception {
        signal("INT", List.of(postmaster.toHandle()));
        awaitEnd();
    }

    /** Kill -9 of all its processes. */
    void kill() throws Exception {
        processes().forEach(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    /** Stops all its processes where they stand: connections stay open, and nothing answers. */
    void freeze() throws Exception {
        signal("STOP", processes());
    }

    /** Lets it go on after {@link #freeze}. */
    void thaw() throws Exception {
        signal("CONT", processes());
    }

    @Override
    public void close() {
        end();
    }

    private void end() {
        if (postmaster != null) {
            processes().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster.toHandle()));
        postmaster.descendants().forEach(all::add);
        return all;
    }

    private static void signal(String name, List<ProcessHandle> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private void awaitEnd() throws InterruptedException {
        if (!postmaster.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("PostgreSQL does not stop");
        }
    }

    private boolean accepts() {
        try {
            return text(url(), "SELECT 'ready'").equals("ready");
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
