package dev.sallyport.session.jdbc;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.session;
import static dev.sallyport.session.jdbc.BrittleDataSource.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.session.Sample;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.token.OneTimeValue;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        sound.open(session("before", "alice"), Optional.empty(), List.of());
        brittle = new BrittleDataSource(unpooled);
        store = new JdbcSessionStore(brittle.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    static Stream<Consumer<SessionStore>> everyStep() {
        Session before = session("before", "alice");
        return Stream.of(
                store -> store.open(session("new", "alice"), Optional.empty(), List.of()),
                store -> store.find("before"),
                store -> store.advance(before, Sample.rotated(before, NOW)),
                store -> store.countRepeat(before),
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

    @ParameterizedTest
    @MethodSource("everyStep")
    void every_step_that_the_database_took_back_is_made_again_at_once(Consumer<SessionStore> step) {
        brittle.breakAt("prepareStatement", 1, takenBack("40001")).breakAt("prepareStatement", 2, takenBack("40P01"));

        assertThatCode(() -> step.accept(store)).doesNotThrowAnyException();
        assertThat(brittle.autoCommitAtClose()).containsExactly(true);
    }

    @ParameterizedTest
    @CsvSource({"prepareStatement, 2, 40001", "prepareStatement, 2, 40P01", "commit, 1, 40001"})
    void a_transaction_that_was_taken_back_is_run_again_as_a_whole(String method, int nth, String state) {
        brittle.breakAt(method, nth, takenBack(state));
        store.open(session("new", "alice"), Optional.of("before"), List.of());

        assertThat(sound.find("new")).isPresent();
        assertThat(sound.find("before").orElseThrow().revokedAt()).contains(NOW);
    }

    @Test
    void one_that_is_taken_back_again_and_again_fails_in_the_end() {
        for (int nth = 1; nth <= 100; nth++) {
            brittle.breakAt("commit", nth, takenBack("40001"));
        }

        assertThatOpeningFails(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40003", "08006", "57P01", "40002"})
    void what_may_have_been_done_is_not_done_again(String state) {
        brittle.breakAt("commit", 1, takenBack(state));

        assertThatOpeningFails(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void what_a_driver_or_a_pool_throws_unchecked_is_a_fault_of_the_store_too(Consumer<SessionStore> step) {
        brittle.breakAt("prepareStatement", 1, new IllegalStateException("on purpose"));

        assertThatThrownBy(() -> step.accept(store))
                .isInstanceOf(StoreUnavailableException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(brittle.autoCommitAtClose()).containsExactly(true);
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
    void a_rollback_that_fails_when_a_name_was_used_before_leaves_nothing_used_up() {
        OneTimeValue used = OneTimeValue.of("visitor", "used", NOW);
        OneTimeValue fresh = OneTimeValue.of("id-token", "fresh", NOW);
        sound.open(session("first", "alice"), Optional.empty(), List.of(used));
        brittle.breakAt("rollback", 1, fault());

        assertThatThrownBy(() -> store.open(session("new", "alice"), Optional.empty(), List.of(fresh, used)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(sound.open(session("new", "alice"), Optional.empty(), List.of(fresh)))
                .isEmpty();
    }

    @Test
    void an_error_of_the_machine_undoes_the_first_statement_too() {
        brittle.breakAt("prepareStatement", 2, new OutOfMemoryError("on purpose"));

        assertThatOpeningFails(OutOfMemoryError.class);
        assertThat(brittle.autoCommitAtClose()).containsExactly(true);
    }

    private static SQLException takenBack(String state) {
        return new SQLException("on purpose", state);
    }

    private void assertThatOpeningFails(Class<? extends Throwable> with) {
        assertThatThrownBy(() -> store.open(session("new", "alice"), Optional.of("before"), List.of()))
                .isInstanceOf(with);
        assertThat(sound.find("new")).isEmpty();
        assertThat(sound.find("before").orElseThrow().revokedAt()).isEmpty();
    }
}
