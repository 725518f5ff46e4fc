package dev.sallyport.session.jdbc;

import dev.sallyport.session.FailureStore;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Failed sign-ins in the table {@code sallyport_failure}. */
public final class JdbcFailureStore implements FailureStore {

    private static final long PAUSE_MILLIS = PAUSE.toMillis();

    /** The condition is the lock: of all who come at once, only as many as may find the row as it has to be. */
    private static final String COUNT = "INSERT INTO sallyport_failure (name, in_a_row, last_failed_at, ends_at)"
            + " VALUES (?, 1, ?, ?) ON CONFLICT (name) DO UPDATE SET"
            + " in_a_row = sallyport_failure.in_a_row + 1,"
            + " last_failed_at = excluded.last_failed_at,"
            + " ends_at = excluded.last_failed_at + (sallyport_failure.in_a_row + 1) * " + PAUSE_MILLIS
            + " WHERE sallyport_failure.in_a_row < ? OR sallyport_failure.last_failed_at <= ?";

    private static final String TAKE_BACK = "UPDATE sallyport_failure SET in_a_row = in_a_row - 1,"
            + " last_failed_at = last_failed_at - CASE WHEN last_failed_at = ? THEN " + PAUSE_MILLIS + " ELSE 0 END,"
            + " ends_at = ends_at - " + PAUSE_MILLIS + " WHERE name = ?";

    private final Sql sql;

    /** A store in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcFailureStore(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    @Override
    public Optional<Instant> count(String name, Instant at, int most) {
        return sql.onOneConnection(statements -> {
            int counted = statements.update(COUNT, name, at, at.plus(PAUSE), most, at.minus(PAUSE));
            return counted == 1
                    ? Optional.empty()
                    // The row was purged meanwhile, so it keeps nobody out.
                    : statements
                            .query(
                                    "SELECT last_failed_at FROM sallyport_failure WHERE name = ?",
                                    row -> Instant.ofEpochMilli(row.getLong(1)),
                                    name)
                            .stream()
                            .findFirst();
        });
    }

    @Override
    public void takeBack(String name, Instant at) {
        sql.update(TAKE_BACK, at, name);
    }

    @Override
    public void forget(String name) {
        sql.update("DELETE FROM sallyport_failure WHERE name = ?", name);
    }

    /** In the index's order, as sessions are forgotten. */
    @Override
    public int purge(Instant now, int atMost) {
        return sql.update(
                "DELETE FROM sallyport_failure WHERE name IN"
                        + " (SELECT name FROM sallyport_failure WHERE ends_at < ? ORDER BY ends_at LIMIT ?)",
                now,
                atMost);
    }
}
