package dev.sallyport.session.jdbc;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.session.Race;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.Sample;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.SessionStoreContract;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.token.OneTimeValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a database promises besides: several nodes share it, and a step that fails leaves nothing behind. */
abstract class JdbcSessionStoreContract extends SessionStoreContract {

    private TestDatabase database;
    private SessionStore store;

    abstract TestDatabase database() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        database = database();
        store = new JdbcSessionStore(database.node());
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Override
    protected SessionStore store() {
        return store;
    }

    @Test
    void a_sign_in_that_cannot_be_stored_does_not_end_the_session_before_it() {
        store.open(session("taken", "alice"), Optional.empty(), List.of());
        store.open(session("before", "alice"), Optional.empty(), List.of());

        assertThatThrownBy(() -> store.open(session("taken", "alice"), Optional.of("before"), List.of()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(store.find("before").orElseThrow().revokedAt()).isEmpty();
        assertThat(store.revoke("before", NOW)).isTrue();
    }

    @Test
    void rule20_of_many_on_several_nodes_who_advance_at_once_exactly_one_wins() throws Exception {
        List<JdbcSessionStore> nodes = List.of(
                new JdbcSessionStore(database.node()),
                new JdbcSessionStore(database.node()),
                new JdbcSessionStore(database.node()));
        for (int round = 0; round < 10; round++) {
            Session session = session("s" + round, "alice");
            store.open(session, Optional.empty(), List.of());
            List<Boolean> won = Race.of(
                    12,
                    runner -> () -> nodes.get(runner % 3)
                            .advance(session, session.rotatedTo("to " + runner, NOW, Sample.CLIENT)));

            assertThat(won).containsOnlyOnce(true);
        }
    }

    @Test
    void rule33_of_many_on_several_nodes_who_sign_in_with_one_visitor_exactly_one_opens_a_session() throws Exception {
        List<JdbcSessionStore> nodes =
                List.of(new JdbcSessionStore(database.node()), new JdbcSessionStore(database.node()));
        for (int round = 0; round < 10; round++) {
            String name = "visitor " + round;
            List<OneTimeValue> once = List.of(OneTimeValue.of("visitor", name, NOW));
            List<Optional<OneTimeValue>> usedBefore = Race.of(
                    12,
                    runner -> () ->
                            nodes.get(runner % 2).open(session(name + " " + runner, name), Optional.empty(), once));

            assertThat(usedBefore).containsOnlyOnce(Optional.empty());
            assertThat(store.liveSessions(name, NOW)).hasSize(1);
        }
    }

    @Test
    void rule33_a_sign_in_that_cannot_be_stored_uses_nothing_up() {
        List<OneTimeValue> once = List.of(OneTimeValue.of("visitor", "visitor", NOW));
        store.open(session("taken", "alice"), Optional.empty(), List.of());

        assertThatThrownBy(() -> store.open(session("taken", "alice"), Optional.empty(), once))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(store.open(session("free", "alice"), Optional.empty(), once)).isEmpty();
    }

    @Test
    void rule19_who_follows_the_store_hears_what_another_node_ends() throws Exception {
        try (RevocationSource source = new JdbcSessionStore(database.node()).revocations()) {
            assertThat(source.revokedSince(NOW)).isEmpty();
            store.open(session("s", "alice"), Optional.empty(), List.of());
            store.revoke("s", NOW);

            assertThat(source.await(Duration.ofMillis(1))).isSubsetOf("s");
            assertThat(source.revokedSince(NOW)).containsOnlyKeys("s");
        }
    }

    @Test
    void a_pool_whose_connections_do_not_commit_by_themselves_loses_nothing() {
        SessionStore uncommitted = new JdbcSessionStore(database.node(pool -> pool.setAutoCommit(false)));
        uncommitted.open(session("s", "alice"), Optional.empty(), List.of());
        uncommitted.revoke("s", NOW);

        assertThat(store.find("s").orElseThrow().revokedAt()).contains(NOW);
    }

    @Test
    void what_one_node_did_another_sees() {
        store.open(session("s", "alice"), Optional.empty(), List.of());
        store.revoke("s", NOW);

        assertThat(new JdbcSessionStore(database.node()).find("s"))
                .contains(session("s", "alice").revoked(NOW));
    }
}
