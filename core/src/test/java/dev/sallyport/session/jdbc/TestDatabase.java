package dev.sallyport.session.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A real database with our empty tables, reached as the server reaches it. Each connection pool stands for a node. */
public final class TestDatabase implements AutoCloseable {

    private static final class Postgres {
        // One for the whole run, since a start takes seconds; it stops with the JVM.
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final List<String> TABLES = List.of(
            "sallyport_session",
            "sallyport_key",
            "sallyport_signing_key",
            "sallyport_event",
            "sallyport_identity",
            "sallyport_used",
            "sallyport_failure");

    private final String url;
    private final int connections;
    private final List<HikariDataSource> pools = new ArrayList<>();

    private TestDatabase(String url, int connections) {
        this.url = url;
        this.connections = connections;
    }

    public static TestDatabase sqlite(Path directory) {
        return sqlite(directory, "FULL");
    }

    /** SQLite that waits for no disk: for many short lives, of which none is cut off. */
    public static TestDatabase fleetingSqlite(Path directory) {
        return sqlite(directory, "OFF");
    }

    private static TestDatabase sqlite(Path directory, String synchronous) {
        String options = "?journal_mode=WAL&busy_timeout=30000&transaction_mode=IMMEDIATE&synchronous=" + synchronous;
        TestDatabase database = new TestDatabase("jdbc:sqlite:" + directory.resolve("sallyport.db") + options, 1);
        database.migrate();
        return database;
    }

    public static TestDatabase postgres() throws SQLException {
        return postgres("");
    }

    /** PostgreSQL as an operator may have set it up, with options such as {@code -c lock_timeout=1s}. */
    public static TestDatabase postgres(String options) throws SQLException {
        String url = Postgres.RUNNING.getJdbcUrl("postgres", "postgres");
        String encoded = URLEncoder.encode(options, StandardCharsets.UTF_8).replace("+", "%20");
        TestDatabase database = new TestDatabase(options.isEmpty() ? url : url + "&options=" + encoded, 8);
        database.migrate();
        try (var connection = database.node().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + String.join(", ", TABLES));
        }
        return database;
    }

    /** A database of this kind: sqlite, postgres, h2, h2-as-postgres, hsqldb, mariadb, or mariadb over MySQL's driver. */
    public static TestDatabase of(String kind, Path directory) throws SQLException {
        return switch (kind) {
            case "sqlite" -> sqlite(directory);
            case "postgres" -> postgres();
            case "h2" -> h2("");
            case "h2-as-postgres" -> h2(";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
            case "hsqldb" -> embedded("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";shutdown=true");
            case "mariadb" -> mariaDb("jdbc:mariadb:");
            case "mysql-driver" -> mariaDb("jdbc:mysql:");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    static TestDatabase h2(String options) {
        return embedded("jdbc:h2:mem:" + UUID.randomUUID() + options);
    }

    /** One that lives in this process, as long as somebody has a connection to it. */
    private static TestDatabase embedded(String url) {
        TestDatabase database = new TestDatabase(url, 8);
        database.create();
        return database;
    }

    private static TestDatabase mariaDb(String protocol) {
        TestDatabase database = new TestDatabase(MariaDbServer.running().url(protocol), 8);
        database.create();
        DataSource node = database.node();
        for (String table : TABLES) {
            run(node, "DELETE FROM " + table);
        }
        return database;
    }

    /** The same without the tables. */
    static TestDatabase empty(String kind, Path directory) throws SQLException {
        // Of PostgreSQL another one, since the history of the first says that they are there.
        TestDatabase database = kind.equals("postgres") ? postgresNamed("emptied") : of(kind, directory);
        TABLES.forEach(table -> run(database.node(), "DROP TABLE " + table));
        if (kind.equals("hsqldb")) {
            run(database.node(), "DROP COLLATION sallyport_text");
        }
        return database;
    }

    private void create() {
        JdbcSchema schema = JdbcSchema.of(node(), TableNames.USUAL);
        if (schema.missing().isPresent()) {
            assertThat(schema.create()).isEmpty();
        }
    }

    private static void run(DataSource node, String command) {
        try (var connection = node.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL with a new database of this name. */
    public static TestDatabase postgresNamed(String name) throws SQLException {
        try (var connection = Postgres.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + name);
        }
        TestDatabase database = new TestDatabase(Postgres.RUNNING.getJdbcUrl("postgres", name), 8);
        database.migrate();
        return database;
    }

    /** A pool of its own with one connection. */
    HikariDataSource nodeWithOneConnection() {
        return node(config -> config.setMaximumPoolSize(1));
    }

    /** A pool of its own that is configured so. */
    HikariDataSource node(Consumer<HikariConfig> configuration) {
        return pool(url, configuration);
    }

    /** A pool of its own whose connections run this statement first. */
    public DataSource nodeThatBegins(String statement) {
        return node(config -> config.setConnectionInitSql(statement));
    }

    /** A pool of its own. */
    public DataSource node() {
        return node(config -> {});
    }

    /** Another database, an SQLite file with the tables as they were at first. */
    DataSource firstVersion(Path file) {
        DataSource pool = pool("jdbc:sqlite:" + file, config -> {});
        flyway(pool).target("1").load().migrate();
        return pool;
    }

    void migrate(DataSource pool) {
        flyway(pool).load().migrate();
    }

    private HikariDataSource pool(String address, Consumer<HikariConfig> configuration) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setMaximumPoolSize(connections);
        configuration.accept(config);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    private static FluentConfiguration flyway(DataSource pool) {
        return Flyway.configure().dataSource(pool).locations("classpath:dev/sallyport/session/jdbc");
    }

    private void migrate() {
        migrate(node());
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
