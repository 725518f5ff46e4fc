package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.session.jdbc.TestDatabase;
import dev.sallyport.web.Reply;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteDataSource;

/** Faults that databases make by themselves: a full disk, somebody else's lock, connections that died in the pool. */
@Tag("slow")
class RealFaultsTest {

    private static final Logger LOG = Logger.getLogger(Sallyport.class.getPackageName());

    @TempDir
    private Path directory;

    @BeforeEach
    void do_not_log_what_is_broken_on_purpose() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void log_again() {
        LOG.setLevel(null);
    }

    @Test
    void rule20_on_a_full_disk_nothing_is_lost_and_with_room_again_all_goes_on() throws SQLException {
        try (TestDatabase database = TestDatabase.sqlite(directory)) {
            DataSource node = database.node();
            Gate gate = gate(node);
            Browser alice = gate.browser().signedIn("alice");
            run(node, "PRAGMA max_page_count = 1");
            Browser last = gate.browser();
            last.open();
            Reply full = last.signIn("alice");
            while (full.status() == 200) {
                full = last.signIn("alice");
            }

            assertUnavailable(full);
            assertThat(Browser.outcome(alice.postProfile())).isEqualTo("admitted");
            assertThat(alice.refresh().status()).isIn(200, 503);
            run(node, "PRAGMA max_page_count = 100000");
            assertThat(alice.refresh().status()).isEqualTo(200);
            assertThat(last.refresh().status()).isEqualTo(200);
            Browser next = gate.browser();
            next.open();
            assertThat(next.signIn("alice").status()).isEqualTo(200);
            assertThat(gate.events()).doesNotContain(SecurityEvent.Kind.REFRESH_REUSED);
        }
    }

    @Test
    void rule20_while_another_program_holds_the_lock_of_sqlite_nobody_waits_for_long_or_loses_a_token()
            throws SQLException {
        try (TestDatabase database = TestDatabase.sqlite(directory)) {
            SQLiteDataSource impatient = new SQLiteDataSource();
            impatient.setUrl("jdbc:sqlite:" + directory.resolve("sallyport.db") + "?busy_timeout=50");
            assertNothingIsLostWhileHeld(gate(impatient), database, "UPDATE sallyport_session SET device = device");
        }
    }

    @Test
    void rule20_while_another_transaction_holds_the_table_on_postgresql_nobody_waits_for_long_or_loses_a_token()
            throws SQLException {
        try (TestDatabase database = TestDatabase.postgres("-c lock_timeout=50ms")) {
            assertNothingIsLostWhileHeld(
                    gate(database.node()), database, "LOCK TABLE sallyport_session IN ACCESS EXCLUSIVE MODE");
        }
    }

    /** While another transaction holds what {@code lock} takes. */
    private static void assertNothingIsLostWhileHeld(Gate gate, TestDatabase database, String lock)
            throws SQLException {
        Browser alice = gate.browser().signedIn("alice");
        try (Connection other = database.node().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute(lock);
            assertUnavailable(alice.refresh());
            assertUnavailable(alice.signOut());
            other.rollback();
        }

        assertThat(alice.refresh().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "h2, SET LOCK_TIMEOUT 50",
        "mariadb, SET innodb_lock_wait_timeout = 1",
        "mysql-driver, SET innodb_lock_wait_timeout = 1"
    })
    void rule20_while_another_transaction_holds_the_row_the_wait_ends_once_and_loses_no_token(String kind, String limit)
            throws SQLException {
        try (TestDatabase database = TestDatabase.of(kind, directory)) {
            assertNothingIsLostWhileHeld(
                    gate(database.nodeThatBegins(limit)), database, "UPDATE sallyport_session SET address = 'held'");
        }
    }

    @Test
    void rule20_connections_that_mariadb_closed_cost_a_503_each_at_most_and_no_token() throws SQLException {
        try (TestDatabase database = TestDatabase.of("mariadb", directory)) {
            Gate gate = gate(database.node());
            Browser alice = gate.browser().signedIn("alice");
            run(database.node(), "KILL CONNECTION USER root");
            Optional<String> token = alice.refreshToken();
            int failed = 0;
            Reply reply = alice.refresh();
            while (reply.status() != 200) {
                assertUnavailable(reply);
                failed++;
                reply = alice.refresh();
            }

            assertThat(failed).isLessThanOrEqualTo(8);
            assertThat(alice.refreshToken()).isNotEqualTo(token);
            assertThat(gate.events()).doesNotContain(SecurityEvent.Kind.REFRESH_REUSED);
        }
    }

    @Test
    void rule20_connections_that_the_server_closed_cost_a_503_each_at_most_and_no_token() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres()) {
            Gate gate = gate(database.node());
            Browser alice = gate.browser().signedIn("alice");
            run(
                    database.node(),
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND pid <> pg_backend_pid()");
            Optional<String> token = alice.refreshToken();
            int failed = 0;
            Reply reply = alice.refresh();
            while (reply.status() != 200) {
                assertUnavailable(reply);
                failed++;
                reply = alice.refresh();
            }

            assertThat(failed).isLessThanOrEqualTo(8);
            assertThat(alice.refreshToken()).isNotEqualTo(token);
            assertThat(gate.events()).doesNotContain(SecurityEvent.Kind.REFRESH_REUSED);
        }
    }

    private static Gate gate(DataSource node) {
        SessionStore store = new JdbcSessionStore(node);
        return new Gate(new ConfigDraft(), store);
    }

    private static void run(DataSource node, String statement) throws SQLException {
        try (var connection = node.getConnection();
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(Browser.code(reply)).isEqualTo("store_unavailable");
        assertThat(reply.headers()).contains(new Reply.Header("Retry-After", "1"));
        assertThat(reply.cookies()).isEmpty();
    }
}
