package dev.sallyport.session.jdbc;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.session.EventStore;
import dev.sallyport.session.FailureStore;
import dev.sallyport.session.Sample;
import dev.sallyport.session.SessionStore;
import dev.sallyport.token.OneTimeValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No statement reads the whole table, however many sessions there are: time would tell, but plans tell sooner. */
@Tag("slow")
class QueryPlansTest {

    /** With fewer, PostgreSQL is right to read the table when hundreds are to be forgotten. */
    private static final int SESSIONS = 100_000;

    /** Enough for those whose planners count less, and slow to fill. */
    private static final int FEWER = 10_000;

    @TempDir
    private Path directory;

    private TestDatabase database;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void on_sqlite_every_statement_finds_its_rows_by_an_index() throws Exception {
        database = TestDatabase.fleetingSqlite(directory);

        assertThat(plans("EXPLAIN QUERY PLAN ", database.node(), SESSIONS))
                .hasSizeGreaterThan(8)
                .allSatisfy(plan -> assertThat(plan).doesNotContain("SCAN").doesNotContain("AUTOMATIC"));
    }

    @Test
    void on_postgresql_every_statement_finds_its_rows_by_an_index() throws Exception {
        database = TestDatabase.postgres();

        assertThat(plans("EXPLAIN ", database.node(), SESSIONS))
                .hasSizeGreaterThan(8)
                .allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan"));
    }

    @Test
    void on_h2_every_statement_finds_its_rows_by_an_index() throws Exception {
        database = TestDatabase.of("h2", directory);

        assertThat(plans("EXPLAIN ", database.node(), FEWER))
                .hasSizeGreaterThan(8)
                .allSatisfy(plan -> assertThat(plan).doesNotContain("tableScan"));
    }

    @Test
    void on_mariadb_every_statement_finds_its_rows_by_an_index() throws Exception {
        database = TestDatabase.of("mariadb", directory);

        assertThat(plans("EXPLAIN ", database.nodeThatBegins("SET sql_mode = 'PIPES_AS_CONCAT'"), FEWER))
                .hasSizeGreaterThan(8)
                .flatExtracting(plan -> plan.lines().skip(1).toList())
                // What an INSERT writes to, and the few that were chosen, are named so too.
                .filteredOn(step -> !step.contains("INSERT") && !step.contains("<derived"))
                .noneMatch(step -> step.contains(" ALL "));
    }

    /** How the database goes about each statement that some method of the store runs. */
    private static List<String> plans(String explain, DataSource node, int sessions) throws Exception {
        Crowd.fill(node, NOW, 1, sessions);
        Crowd.remember(node);
        Crowd.spend(node);
        Crowd.fail(node);
        Crowd.analyze(node);
        List<String> plans = new ArrayList<>();
        SessionStore store = new JdbcSessionStore(explaining(node, explain, plans));
        store.open(session("s", "alice"), Optional.empty(), List.of());
        store.open(session("t", "alice"), Optional.of("s"), List.of(OneTimeValue.of("visitor", "visitor", NOW)));
        store.find("t");
        store.advance(session("t", "alice"), Sample.rotated(session("t", "alice"), NOW));
        store.countRepeat(Sample.rotated(session("t", "alice"), NOW));
        store.liveSessions("alice", NOW);
        store.revoke("t", NOW);
        store.revokeAll("alice", NOW);
        store.revokedSince(NOW);
        assertThat(store.purge(NOW, 200)).isEqualTo(200);
        EventStore events = new JdbcEventStore(explaining(node, explain, plans));
        assertThat(events.purge(NOW, 200)).isEqualTo(200);
        assertThat(events.purge(new EventStore.Group("SIGNED_IN", true), 100, 200))
                .isEqualTo(200);
        assertThat(events.purge(new EventStore.Group("SIGNED_IN", false), 100, 200))
                .isZero();
        FailureStore failures = new JdbcFailureStore(explaining(node, explain, plans));
        failures.count("s7", NOW, 1);
        failures.takeBack("s7", NOW);
        failures.forget("s7");
        assertThat(failures.purge(NOW, 200)).isEqualTo(200);
        return plans;
    }

    /** Asks for the plan of each statement, with the very values, before it is run. */
    private static DataSource explaining(DataSource database, String explain, List<String> plans) {
        return proxy(DataSource.class, database, explain, plans);
    }

    private static <T> T proxy(Class<T> type, T target, String explain, List<String> plans) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    try {
                        Object result = method.invoke(target, values);
                        if (result instanceof Connection connection) {
                            return proxy(Connection.class, connection, explain, plans);
                        }
                        if (!method.getName().equals("prepareStatement")
                                || ((String) values[0]).contains("pg_notify")) {
                            return result;
                        }
                        PreparedStatement explained = ((Connection) target).prepareStatement(explain + values[0]);
                        return explainedWhenRun((PreparedStatement) result, explained, (String) values[0], plans);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static PreparedStatement explainedWhenRun(
            PreparedStatement target, PreparedStatement explained, String statement, List<String> plans) {
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (self, method, values) -> {
                    try {
                        if (method.getName().startsWith("set")) {
                            method.invoke(explained, values);
                        } else if (method.getName().startsWith("execute")) {
                            plans.add(statement + "\n" + plan(explained));
                        }
                        return method.invoke(target, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static String plan(PreparedStatement explained) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (explained;
                ResultSet rows = explained.executeQuery()) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    plan.append(rows.getString(column)).append(' ');
                }
                plan.append('\n');
            }
        }
        return plan.toString();
    }
}
