package dev.sallyport.session.jdbc;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.session;
import static dev.sallyport.session.jdbc.BrittleDataSource.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteDataSource;

/** A store that throws has done everything or nothing. There is no pool here that would tidy up behind it. */
class BrokenDatabaseTest {

    @TempDir
    private Path directory;

    private TestDatabase database;
    private SessionStore sound;
    private BrittleDataSource brittle;
    private SessionStore store;

    @BeforeEach
    void open_one_session() {
        database = TestDatabase.sqlite(directory);
        SQLiteDataSource unpooled = new SQLiteDataSource();
        unpooled.setUrl("jdbc:sqlite:" + directory.resolve("sallyport.db"));
        sound = new JdbcSessionStore(database.node());
        sound.open(session("before", "alice"), Optional.empty());
        brittle = new BrittleDataSource(unpooled);
        store = new JdbcSessionStore(brittle.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    static Stream<Consumer<SessionStore>> everyStep() {
        var from = session("before", "alice").lineage();
        return Stream.of(
                store -> store.open(session("new", "alice"), Optional.empty()),
                store -> store.find("before"),
                store -> store.advance("before", from, from.advancedTo("second", NOW)),
                store -> store.revoke("before", NOW),
                store -> store.revokeAll("alice", NOW),
                store -> store.revokeOthers("alice", "other", NOW),
                store -> store.liveSessions("alice", NOW),
                store -> store.revokedSince(NOW),
                store -> store.purge(NOW, 1));
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void every_step_says_that_the_store_cannot_be_reached(Consumer<SessionStore> step) {
        brittle.breakAt("getConnection", 1, fault());

        assertThatThrownBy(() -> step.accept(store))
                .isInstanceOf(StoreUnavailableException.class)
                .hasCauseInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void every_step_can_be_made_again_after_a_statement_failed(Consumer<SessionStore> step) {
        brittle.breakAt("prepareStatement", 1, fault());

        assertThatThrownBy(() -> step.accept(store)).isInstanceOf(StoreUnavailableException.class);
        step.accept(store);
        assertThat(brittle.autoCommitAtClose()).containsExactly(true, true);
    }

    @Test
    void a_fault_at_the_second_statement_undoes_the_first() {
        brittle.breakAt("prepareStatement", 2, fault());

        assertThatOpeningFails(StoreUnavailableException.class);
        assertThat(brittle.autoCommitAtClose()).containsExactly(true);
    }

    @Test
    void a_fault_at_the_commit_undoes_both() {
        brittle.breakAt("commit", 1, fault());

        assertThatOpeningFails(StoreUnavailableException.class);
        assertThat(brittle.autoCommitAtClose()).containsExactly(true);
    }

    @Test
    void a_connection_that_cannot_even_roll_back_is_not_made_to_commit_by_tidying_up() {
        brittle.breakAt("prepareStatement", 2, fault()).breakAt("rollback", 1, fault());

        assertThatOpeningFails(StoreUnavailableException.class);
    }

    @Test
    void an_error_of_the_machine_undoes_the_first_statement_too() {
        brittle.breakAt("prepareStatement", 2, new OutOfMemoryError("on purpose"));

        assertThatOpeningFails(OutOfMemoryError.class);
        assertThat(brittle.autoCommitAtClose()).containsExactly(true);
    }

    private void assertThatOpeningFails(Class<? extends Throwable> with) {
        assertThatThrownBy(() -> store.open(session("new", "alice"), Optional.of("before")))
                .isInstanceOf(with);
        assertThat(sound.find("new")).isEmpty();
        assertThat(sound.find("before").orElseThrow().revokedAt()).isEmpty();
    }
}
