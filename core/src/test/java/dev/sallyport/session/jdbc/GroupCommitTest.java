package dev.sallyport.session.jdbc;

import static dev.sallyport.session.jdbc.BrittleDataSource.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.session.jdbc.BrittleDataSource.Break;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who wait for the only connection of SQLite are held up by who has it, so each test decides who is in one batch. */
@Timeout(60)
class GroupCommitTest {

    private static final String USE =
            "INSERT INTO sallyport_used (name, ends_at) VALUES (?, 0) ON CONFLICT (name) DO NOTHING";
    private static final String NONSENSE = "UPDATE sallyport_used SET ends_at = 0 WHERE no_such_column = ?";

    @TempDir
    private Path directory;

    private TestDatabase database;
    private HikariDataSource pool;
    private BrittleDataSource brittle;
    private GroupCommit group;
    private final List<Caller> callers = new ArrayList<>();

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(directory);
        pool = database.nodeWithOneConnection();
        brittle = new BrittleDataSource(pool);
        group = groupWith(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private GroupCommit groupWith(Duration patience) {
        GroupCommit made = new GroupCommit(new Sql(brittle.dataSource(), TableNames.USUAL), patience);
        // The first one asks which database this is.
        made.update(USE, "asked");
        brittle.autoCommitAtClose().clear();
        return made;
    }

    private final class Caller {

        private final CompletableFuture<Integer> rows = new CompletableFuture<>();
        private final Thread thread;
        private volatile boolean wasInterrupted;

        Caller(String statement, String value) {
            thread = new Thread(() -> {
                try {
                    rows.complete(group.update(statement, value));
                } catch (Throwable fault) {
                    wasInterrupted = Thread.currentThread().isInterrupted();
                    rows.completeExceptionally(fault);
                }
            });
            thread.start();
            // Whether it leads or follows, it waits, and the next one comes after it.
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }

        String told() {
            return rows.handle((changed, fault) -> fault == null
                            ? changed.toString()
                            : fault.getClass().getSimpleName())
                    .join();
        }
    }

    private void queue(String statement, String... values) {
        for (String value : values) {
            callers.add(new Caller(statement, value));
        }
    }

    private List<String> told() {
        return callers.stream().map(Caller::told).toList();
    }

    private List<String> used() {
        return new Sql(pool, TableNames.USUAL)
                .query("SELECT name FROM sallyport_used WHERE name <> 'asked' ORDER BY name", row -> row.getString(1));
    }

    @Test
    void those_who_wait_at_once_are_written_by_one_transaction_and_each_is_told_its_own_rows() throws SQLException {
        try (Connection held = pool.getConnection()) {
            queue(USE, "a", "b", "a", "c", "b");
        }

        assertThat(told()).containsExactly("1", "1", "0", "1", "0");
        assertThat(brittle.autoCommitAtClose()).containsExactly(true);
        assertThat(used()).containsExactly("a", "b", "c");
    }

    @Test
    void no_transaction_contains_more_than_its_bound_and_the_rest_comes_after() throws SQLException {
        int all = 3 * GroupCommit.MOST;
        try (Connection held = pool.getConnection()) {
            for (int i = 0; i < all; i++) {
                queue(USE, "name " + i);
            }
        }

        assertThat(told()).hasSize(all).containsOnly("1");
        assertThat(brittle.autoCommitAtClose()).containsExactly(true, true, true);
    }

    @Test
    void a_statement_that_fails_fails_for_itself_only() throws SQLException {
        try (Connection held = pool.getConnection()) {
            queue(USE, "a");
            queue(NONSENSE, "x");
            queue(USE, "b");
        }

        assertThat(told()).containsExactly("1", "StoreUnavailableException", "1");
        assertThat(used()).containsExactly("a", "b");
    }

    @Test
    void where_the_rollback_fails_too_nobody_goes_again() throws SQLException {
        brittle.breakAt("rollback", 1, fault());
        try (Connection held = pool.getConnection()) {
            queue(USE, "a");
            queue(NONSENSE, "x");
            queue(USE, "b");
        }

        assertThat(told()).containsOnly("StoreUnavailableException");
        assertThat(brittle.autoCommitAtClose()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "setAutoCommit"})
    void a_commit_that_fails_is_told_to_nobody_as_done(String method) throws SQLException {
        brittle.breakAt(method, 1, fault());
        try (Connection held = pool.getConnection()) {
            queue(USE, "a", "b", "c");
        }

        assertThat(told()).containsOnly("StoreUnavailableException");
        assertThat(used()).isEmpty();
        assertThat(group.update(USE, "a")).isEqualTo(1);
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_run_again() throws SQLException {
        // Turning auto-commit on comes after the commit.
        brittle.breakAt("setAutoCommit", 2, fault());
        try (Connection held = pool.getConnection()) {
            queue(USE, "a", "b", "c");
        }

        assertThat(told()).containsOnly("StoreUnavailableException");
        assertThat(used()).containsExactly("a", "b", "c");
    }

    @Test
    void what_the_database_took_back_is_run_again_as_a_whole() throws SQLException {
        brittle.breakAt("commit", 1, new SQLException("on purpose", "40001"));
        try (Connection held = pool.getConnection()) {
            queue(USE, "a", "b", "a");
        }

        assertThat(told()).containsExactly("1", "1", "0");
    }

    @Test
    void a_leader_that_dies_leaves_nobody_waiting() throws SQLException {
        brittle.breakAt("executeUpdate", 2, new OutOfMemoryError("on purpose"));
        try (Connection held = pool.getConnection()) {
            queue(USE, "a", "b", "c");
        }

        assertThat(told())
                .containsExactly("OutOfMemoryError", "StoreUnavailableException", "StoreUnavailableException");
        assertThat(used()).isEmpty();
        assertThat(group.update(USE, "a")).isEqualTo(1);
    }

    @Test
    void where_the_leader_gets_no_connection_the_others_try_for_themselves() throws SQLException {
        brittle.breakAtCall(1, Break.AFTER);
        try (Connection held = pool.getConnection()) {
            queue(USE, "a", "b", "c");
        }

        assertThat(told()).containsExactly("StoreUnavailableException", "1", "1");
    }

    @Test
    void who_is_interrupted_waits_no_longer_and_does_nothing() throws SQLException {
        try (Connection held = pool.getConnection()) {
            queue(USE, "a", "b", "c");
            callers.get(1).thread.interrupt();
            assertThat(callers.get(1).told()).isEqualTo("StoreUnavailableException");
        }

        assertThat(callers.get(1).wasInterrupted).isTrue();
        assertThat(told()).containsExactly("1", "StoreUnavailableException", "1");
        assertThat(used()).containsExactly("a", "c");
    }

    @Test
    void nobody_waits_for_ever_for_a_leader_that_hangs() throws SQLException {
        group = groupWith(Duration.ofMillis(100));
        try (Connection held = pool.getConnection()) {
            queue(USE, "a", "b");
            assertThat(callers.get(1).told()).isEqualTo("StoreUnavailableException");
        }

        assertThat(told()).containsExactly("1", "StoreUnavailableException");
        assertThat(used()).containsExactly("a");
    }

    @Test
    void one_that_is_alone_opens_no_transaction() {
        brittle.breakAt("commit", 1, fault());

        assertThat(group.update(USE, "a")).isEqualTo(1);
        assertThatThrownBy(() -> group.update(NONSENSE, "x")).isInstanceOf(StoreUnavailableException.class);
    }
}
