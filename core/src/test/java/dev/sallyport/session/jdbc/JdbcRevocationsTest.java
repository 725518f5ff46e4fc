package dev.sallyport.session.jdbc;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.session;
import static dev.sallyport.session.jdbc.BrittleDataSource.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other nodes end is called out on PostgreSQL, and found by asking wherever it is not. */
class JdbcRevocationsTest {

    /** Nobody waits this long unless a call was not heard. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Duration SHORT = Duration.ofMillis(1);

    private TestDatabase database;
    private JdbcSessionStore other;

    @BeforeEach
    void another_node_has_sessions() throws SQLException {
        database = TestDatabase.postgres();
        other = new JdbcSessionStore(database.node());
        other.open(session("s", "alice"), Optional.empty(), List.of());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_session_that_another_node_ends_is_called_out() throws Exception {
        try (RevocationSource source = listening(database.node())) {
            other.revoke("s", NOW);

            assertThat(source.await(LONG)).containsExactly("s");
        }
    }

    @Test
    void every_session_of_a_user_is_called_out_however_many_there_are() throws Exception {
        IntStream.range(0, 700).forEach(i -> other.open(session("bob/" + i, "bob"), Optional.empty(), List.of()));
        try (RevocationSource source = listening(database.node())) {
            assertThat(other.revokeAll("bob", NOW)).hasSize(700);

            TreeSet<String> heard = new TreeSet<>();
            while (heard.size() < 700 && heard.addAll(source.await(LONG))) {
                assertThat(heard).hasSizeLessThanOrEqualTo(700);
            }
            assertThat(heard).hasSize(700);
        }
    }

    @Test
    void the_others_of_a_user_are_called_out_and_the_one_that_is_kept_is_not() throws Exception {
        other.open(session("kept", "alice"), Optional.empty(), List.of());
        try (RevocationSource source = listening(database.node())) {
            other.revokeOthers("alice", "kept", NOW);

            assertThat(source.await(LONG)).containsExactly("s");
        }
    }

    @Test
    void what_did_not_end_is_not_called_out() throws Exception {
        other.revoke("s", NOW);
        try (RevocationSource source = listening(database.node())) {
            other.revoke("s", NOW);
            other.revokeAll("nobody", NOW);

            assertThat(source.await(SHORT)).isEmpty();
        }
    }

    @Test
    void a_connection_that_breaks_is_an_outage_until_the_next_one_listens() throws Exception {
        try (RevocationSource source = listening(database.node())) {
            endEveryOtherConnection();
            assertThatThrownBy(() -> source.await(LONG)).isInstanceOf(StoreUnavailableException.class);

            askUntilAnswered(source);
            new JdbcSessionStore(database.node()).revoke("s", NOW);
            assertThat(source.await(LONG)).containsExactly("s");
        }
    }

    @Test
    void it_keeps_one_connection_and_gives_it_back_deaf() throws Exception {
        HikariDataSource pool = database.nodeWithOneConnection();
        RevocationSource source = listening(pool);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
        source.close();

        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var channels = statement.executeQuery("SELECT pg_listening_channels()")) {
            assertThat(channels.next()).isFalse();
            assertThat(connection.getNetworkTimeout()).isZero();
        }
    }

    @Test
    void where_nobody_may_listen_it_asks_and_keeps_no_connection() throws Exception {
        HikariDataSource pool = database.nodeWithOneConnection();
        DataSource deaf = new BrittleDataSource(pool)
                .breakAt("createStatement", 1, fault())
                .dataSource();
        try (RevocationSource source = new JdbcSessionStore(deaf).revocations()) {
            other.revoke("s", NOW);

            assertThat(source.revokedSince(NOW)).containsOnlyKeys("s");
            assertThat(source.await(SHORT)).isEmpty();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void a_revocation_that_cannot_be_called_out_took_place_all_the_same() {
        DataSource mute = new BrittleDataSource(database.node())
                .breakAt("prepareStatement", 2, fault())
                .dataSource();

        assertThat(new JdbcSessionStore(mute).revoke("s", NOW)).isTrue();
        assertThat(other.find("s").orElseThrow().revokedAt()).contains(NOW);
    }

    @Test
    void sqlite_is_asked_on_the_connection_that_everybody_shares(@TempDir Path folder) throws Exception {
        try (TestDatabase sqlite = TestDatabase.sqlite(folder)) {
            HikariDataSource pool = sqlite.nodeWithOneConnection();
            JdbcSessionStore store = new JdbcSessionStore(pool);
            store.open(session("s", "alice"), Optional.empty(), List.of());
            try (RevocationSource source = store.revocations()) {
                store.revoke("s", NOW);

                assertThat(source.revokedSince(NOW)).containsOnlyKeys("s");
                assertThat(source.await(SHORT)).isEmpty();
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            }
        }
    }

    private static RevocationSource listening(DataSource pool) {
        RevocationSource source = new JdbcSessionStore(pool).revocations();
        source.revokedSince(NOW);
        return source;
    }

    /** A pool hands out its broken connections before it makes new ones. */
    private static void askUntilAnswered(RevocationSource source) {
        for (int broken = 0; broken < 20; broken++) {
            try {
                source.revokedSince(NOW);
                return;
            } catch (StoreUnavailableException again) {
                assertThat(broken).isLessThan(19);
            }
        }
    }

    private void endEveryOtherConnection() throws SQLException {
        try (var connection = database.node().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
        }
    }
}
