package dev.sallyport.session.jdbc;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.session.EventStore.Entry;
import dev.sallyport.session.Race;
import dev.sallyport.token.OneTimeValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables where nobody else makes them. */
@Tag("slow")
class JdbcSchemaTest {

    private static final String FILES = "src/main/resources/dev/sallyport/session/tables/";

    @TempDir
    private Path directory;

    private TestDatabase database;

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void tablesWithAPrefixAreMissingUntilTheyAreMadeAndStandBesideTheOthers(String kind) throws SQLException {
        database = TestDatabase.of(kind, directory);
        DataSource node = database.node();
        TableNames names = TableNames.of(Optional.empty(), "Shop_" + Math.abs(System.nanoTime() % 100_000) + "_");
        JdbcSchema schema = JdbcSchema.of(node, names);

        assertThat(schema.missing().orElseThrow()).containsIgnoringCase(names.prefix() + "session");
        assertThat(schema.create()).isEmpty();
        assertThat(schema.missing()).isEmpty();
        assertThatEverythingIsKept(node, names);
        assertThat(new JdbcSessionStore(node).find("s")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb"})
    void tablesMayBeInAnotherSchema(String kind) throws SQLException {
        database = TestDatabase.of(kind, directory);
        DataSource node = database.node();
        String name = "other" + Math.abs(System.nanoTime() % 100_000);
        try (var connection = node.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        }
        TableNames names = TableNames.of(Optional.of(name), "sallyport_");
        JdbcSchema schema = JdbcSchema.of(node, names);

        assertThat(schema.missing()).isPresent();
        assertThat(schema.create()).isEmpty();
        assertThatEverythingIsKept(node, names);
        assertThat(new JdbcSessionStore(node).find("s")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "hsqldb", "mariadb"})
    void ofNodesThatStartAtOnceEachFindsTheTables(String kind) throws Exception {
        database = TestDatabase.of(kind, directory);
        List<DataSource> nodes = List.of(database.node(), database.node(), database.node(), database.node());
        for (int round = 0; round < 5; round++) {
            TableNames names = TableNames.of(Optional.empty(), "r" + Math.abs(System.nanoTime() % 1_000_000) + "_");
            assertThat(Race.of(
                            4,
                            node -> () -> JdbcSchema.of(nodes.get(node), names).create()))
                    .isEqualTo(Collections.nCopies(4, Optional.empty()));
        }
    }

    @Test
    void aTableOfAnOlderVersionIsMissingToo() throws SQLException {
        database = TestDatabase.of("h2", directory);
        DataSource node = database.node();
        try (var connection = node.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE sallyport_event DROP COLUMN occurrences");
        }

        assertThat(JdbcSchema.of(node, TableNames.USUAL).missing().orElseThrow())
                .containsIgnoringCase("occurrences");
    }

    @Test
    void whoMayMakeNoTablesIsToldWhatTheDatabaseSays() throws SQLException {
        database = TestDatabase.of("h2", directory);
        try (var connection = database.node().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE USER guest PASSWORD 'guest'");
        }
        DataSource guest = database.node(pool -> {
            pool.setUsername("guest");
            pool.setPassword("guest");
        });

        assertThat(JdbcSchema.of(guest, TableNames.of(Optional.empty(), "shop_"))
                        .create()
                        .orElseThrow())
                .containsIgnoringCase("rights");
    }

    @Test
    void aDatabaseThatNobodyKnowsIsNamedAndWhatIsKnownToo() throws SQLException {
        database = TestDatabase.of("h2", directory);
        DataSource foreign = new BrittleDataSource(database.node())
                .calledProduct("Apache Derby")
                .dataSource();

        assertThatThrownBy(() -> JdbcSchema.of(foreign, TableNames.USUAL))
                .isInstanceOf(UnsupportedDatabaseException.class)
                .hasMessage("Sessions cannot be kept in Apache Derby, but in one of H2, HSQL Database Engine, MariaDB,"
                        + " Microsoft SQL Server, MySQL, Oracle, PostgreSQL, SQLite");
    }

    /** There is no server of MySQL's to try, so its file may differ from one that was tried in the name of the collation only. */
    @Test
    void mysqlsTablesAreThoseOfMariaDb() throws IOException {
        assertThat(Files.readString(Path.of(FILES, "mysql/V8__tables.sql")))
                .isEqualTo(Files.readString(Path.of(FILES, "mariadb/V8__tables.sql"))
                        .replace("utf8mb4_nopad_bin", "utf8mb4_0900_bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1shop_", "shop; DROP TABLE x", "shop.", "\"shop\"", "a_prefix_that_is_much_too_long_"})
    void aPrefixThatNeedsQuotesOrIsTooLongIsRefused(String prefix) {
        assertThatThrownBy(() -> TableNames.of(Optional.empty(), prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertThatEverythingIsKept(DataSource node, TableNames names) {
        JdbcSessionStore sessions = new JdbcSessionStore(node, node, names);
        OneTimeValue visitor = OneTimeValue.of("visitor", "visitor", NOW);
        sessions.open(session("s", "alice"), Optional.empty(), List.of(visitor));
        assertThat(sessions.open(session("t", "alice"), Optional.empty(), List.of(visitor)))
                .contains(visitor);
        assertThat(sessions.revokeAll("alice", NOW)).containsExactly("s");
        assertThat(sessions.revokedSince(NOW)).containsOnlyKeys("s");
        assertThat(sessions.purge(NOW.plusSeconds(1), 5)).isEqualTo(1);
        JdbcFailureStore failures = new JdbcFailureStore(node, names);
        assertThat(failures.count("alice", NOW, 1)).isEmpty();
        assertThat(failures.count("alice", NOW, 1)).contains(NOW);
        JdbcEventStore events = new JdbcEventStore(node, names);
        events.add(
                List.of(new Entry("e", NOW, "SIGNED_IN", Optional.empty(), Optional.empty(), "", Optional.empty(), 1)));
        assertThat(events.purge(NOW.plusSeconds(1), 5)).isEqualTo(1);
        assertThat(new JdbcSocialStore(node, names).of("alice")).isEmpty();
        assertThat(new JdbcKeys(node, names, Clock.systemUTC(), Optional.empty()).master())
                .isNotNull();
    }
}
